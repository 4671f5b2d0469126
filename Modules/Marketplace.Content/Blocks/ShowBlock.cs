using System.Diagnostics;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;

namespace Marketplace.Content.Blocks;

/// <summary>One use of a block as HTML. Whatever goes wrong, readers see nothing of it and editors a sentence.</summary>
internal sealed class ShowBlock(BlockCatalog catalog, SiteAddresses addresses, IStringLocalizer<ShowBlock> text, ILogger<ShowBlock> logger)
{
    /// <param name="isInline">It stands within a line, where only what stands within a line can be shown.</param>
    /// <param name="budget">Ends when the page's blocks have taken too long.</param>
    /// <returns>HTML, or why there is none.</returns>
    public async Task<(string Html, string? Missing)> ExecuteAsync(
        string name, BlockUse use, bool isInline, BlockBudget budget, CancellationToken cancellationToken)
    {
        if (catalog.Find(name) is not { } block)
            return ("", text["There is no block {0}.", name]);
        try
        {
            // A block that does not listen is left alone.
            var view = await block.ShowAsync(use, budget.Token).WaitAsync(budget.Token);
            return Html(name, view, isInline);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException) when (budget.IsSpent)
        {
            BlockLog.TooSlow(logger, name, BlockBudget.Time.TotalSeconds);
            return ("", text["The block {0} was left out: the blocks of this page take too long.", name]);
        }
#pragma warning disable CA1031 // Any module's block may fail in any way; the page around it must not.
        catch (Exception e)
#pragma warning restore CA1031
        {
            BlockLog.Failed(logger, e, name);
            return ("", text["The block {0} could not be shown. The log says why.", name]);
        }
    }

    private (string Html, string? Missing) Html(string name, BlockView view, bool isInline) => view switch
    {
        BlockView.Missing missing => ("", missing.Why),
        BlockView.ForAll all => Placed(name, addresses.InBlock(Write(all.Html)), all.IsInline, isInline),
        BlockView.ForReader reader => Placed(name, ForReader(reader), reader.IsInline, isInline),
        _ => throw new UnreachableException(),
    };

    /// <summary>A box within a paragraph would tear it apart, and words between paragraphs need one.</summary>
    private (string Html, string? Missing) Placed(string name, string html, bool isInlineView, bool isInlineUse) =>
        (isInlineView, isInlineUse) switch
        {
            (false, true) => ("", text["The block {0} needs a line of its own.", name]),
            (true, false) when html.Length > 0 => ($"<p>{html}</p>", null),
            _ => (html, null),
        };

    /// <summary>An answer that is none leaves what is there.</summary>
    private string ForReader(BlockView.ForReader view)
    {
        if (!view.Address.StartsWith("~/", StringComparison.Ordinal))
            throw new InvalidOperationException($"The address {view.Address} is none of this tenant.");
        var tag = view.IsInline ? "span" : "div";
        var address = HtmlEncoder.Default.Encode(addresses.Resolve(view.Address));
        return $"""<{tag} class="live-block" hx-get="{address}" hx-trigger="load" hx-swap="innerHTML" """
            + $"""hx-status:4xx="swap:none" hx-status:5xx="swap:none">{addresses.InBlock(Write(view.Meanwhile))}</{tag}>""";
    }

    private static string Write(IHtmlContent html)
    {
        using var writer = new StringWriter();
        html.WriteTo(writer, HtmlEncoder.Default);
        return writer.ToString();
    }
}

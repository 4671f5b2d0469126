using System.Text;
using Marketplace.Content.Rendering;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;

namespace Marketplace.Content.Blocks;

internal sealed class TextPages(
    ShowBlock show, ShowPhrase phrases, BlockCatalog catalog, SiteAddresses addresses, IStringLocalizer<TextPages> text, TimeProvider time,
    ILogger<TextPages> logger) : ITextPages
{
    private static readonly IReadOnlyDictionary<string, string> NoParameters = new Dictionary<string, string>(StringComparer.Ordinal);

    public async Task<FilledText> FillAsync(RenderedText text, string language, CancellationToken cancellationToken)
    {
        using var budget = new BlockBudget(time, cancellationToken);
        var page = new Page(language, budget);
        await AddAsync(page, text, snippets: [], cancellationToken);
        return new FilledText(page.Html.ToString(), page.HasLiveParts, [.. page.Missing.Distinct(StringComparer.Ordinal)]);
    }

    /// <param name="snippets">In which this text stands, outermost first.</param>
    private async Task AddAsync(Page page, RenderedText rendered, IReadOnlyList<string> snippets, CancellationToken cancellationToken)
    {
        var use = snippets.Count == 0 ? 0 : ++page.Snippets;
        foreach (var part in rendered.Parts)
        {
            if (part.Block is null)
                page.Html.Append(addresses.InText(use == 0 ? part.Html! : SnippetIds.Number(part.Html!, use)));
            else if (ShowPhrase.IsPhrase(part.Block))
                page.Html.Append(phrases.Html(part, page.Language));
            else if (!page.Budget.Take())
                page.Miss(text["More than {0} blocks stand on this page; the rest is left out.", BlockBudget.MostBlocks]);
            else if (part.Block == SnippetBlock.BlockName)
                await AddSnippetAsync(page, part, snippets, cancellationToken);
            else
                await AddBlockAsync(page, part, cancellationToken);
        }
    }

    private async Task AddBlockAsync(Page page, TextPart part, CancellationToken cancellationToken)
    {
        var (html, missing) = await show.ExecuteAsync(part.Block!, page.UseOf(part), part.IsInline, page.Budget, cancellationToken);
        page.HasLiveParts = true;
        page.Html.Append(html);
        if (missing is not null)
            page.Miss(missing);
    }

    private async Task AddSnippetAsync(Page page, TextPart part, IReadOnlyList<string> snippets, CancellationToken cancellationToken)
    {
        page.HasLiveParts = true;
        var use = page.UseOf(part);
        var name = use.Find(SnippetBlock.NameParameter) ?? "";
        if (snippets.Contains(name, StringComparer.Ordinal))
            page.Miss(text["The snippet {0} stands in itself; it is shown once.", name]);
        else if (snippets.Count >= BlockBudget.DeepestSnippet)
            page.Miss(text["The snippet {0} is left out: at most {1} snippets stand in one another.", name, BlockBudget.DeepestSnippet]);
        else if (part.IsInline)
            page.Miss(text["The snippet {0} needs a line of its own.", name]);
        else if (await FindAsync(page, use, cancellationToken) is { } found)
            await AddAsync(page, found, [.. snippets, name], cancellationToken);
    }

    private async Task<RenderedText?> FindAsync(Page page, BlockUse use, CancellationToken cancellationToken)
    {
        var snippet = (SnippetBlock)catalog.Find(SnippetBlock.BlockName)!;
        try
        {
            if (await snippet.FindAsync(use, page.Budget.Token).WaitAsync(page.Budget.Token) is { } found)
                return found;
            page.Miss(snippet.MissingView(use).Why);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            BlockLog.Failed(logger, e, SnippetBlock.BlockName);
            page.Miss(text["The snippet {0} could not be read. The log says why.", use.Find(SnippetBlock.NameParameter) ?? ""]);
        }

        return null;
    }

    /// <summary>A page while it is made.</summary>
    private sealed class Page(string language, BlockBudget budget)
    {
        public string Language => language;

        public BlockBudget Budget => budget;

        public StringBuilder Html { get; } = new();

        public List<string> Missing { get; } = [];

        public bool HasLiveParts { get; set; }

        /// <summary>How many stand on it so far.</summary>
        public int Snippets { get; set; }

        public void Miss(string why) => Missing.Add(why);

        public BlockUse UseOf(TextPart part) => new(part.Parameters ?? NoParameters, language);
    }
}

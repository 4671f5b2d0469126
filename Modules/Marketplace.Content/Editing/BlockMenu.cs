using System.Text.Json.Serialization;
using Marketplace.Content.Rendering;
using Marketplace.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;

namespace Marketplace.Content.Editing;

/// <summary>The live blocks that can be put into a text, and what those in a text show at this moment.</summary>
internal sealed partial class BlockMenu(
    IEnumerable<IContentBlock> blocks,
    ITextRenderer renderer,
    ITextPages pages,
    ILogger<BlockMenu> logger,
    IStringLocalizer<BlockMenu> text)
{
    private const int MostViews = 50;
    private const int LongestBlock = 4000;

    /// <summary><c>GET /api/content/blocks</c>, in the order of their titles.</summary>
    public async Task<Ok<List<BlockEntry>>> ListAsync(CancellationToken cancellationToken)
    {
        var entries = new List<BlockEntry>();
        foreach (var block in blocks.DistinctBy(x => x.Name, StringComparer.Ordinal))
        {
            // One at a time: their choices are read from one database.
            if (await DescribeAsync(block, cancellationToken) is { } entry)
                entries.Add(entry);
        }

        return TypedResults.Ok(entries.OrderBy(x => x.Title, StringComparer.CurrentCultureIgnoreCase).ToList());
    }

    /// <summary>
    /// <c>POST /api/content/blocks/views</c> with <c>{language, blocks: ["{{price …}}", …]}</c>; answers in the same order.
    /// </summary>
    public async Task<Results<Ok<List<BlockUseView>>, ValidationProblem, ProblemHttpResult>> ShowAsync(
        HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, cancellationToken);
        var (uses, language) = (body.Texts("blocks") ?? [], body.Text("language"));
        if (body.Errors.Count == 0 && !Language.IsOne(language))
            body.Errors["language"] = [text["Name the language of the text with two letters."]];
        if (body.Errors.Count == 0 && (uses.Count > MostViews || uses.Any(x => x.Length > LongestBlock)))
            body.Errors["blocks"] = [text["Send at most {0} blocks.", MostViews]];
        if (body.Errors.Count > 0)
            return TypedResults.ValidationProblem(body.Errors);
        var views = new List<BlockUseView>(uses.Count);
        foreach (var use in uses)
            views.Add(await ShowAsync(use, language!, cancellationToken));
        return TypedResults.Ok(views);
    }

    private async Task<BlockUseView> ShowAsync(string use, string language, CancellationToken cancellationToken)
    {
        try
        {
            var filled = await pages.FillAsync(await renderer.RenderAsync(use, cancellationToken), language, cancellationToken);
            return new BlockUseView(filled.Html, filled.Missing);
        }
        catch (TextTooDeepException e)
        {
            return new BlockUseView("", [e.Message]);
        }
    }

    /// <returns>Null: it failed, and the others are still of use.</returns>
    private async Task<BlockEntry?> DescribeAsync(IContentBlock block, CancellationToken cancellationToken)
    {
        try
        {
            var described = block.Describe();
            var parameters = new List<BlockEntryParameter>(described.Parameters.Count);
            foreach (var parameter in described.Parameters)
            {
                var choices = parameter.Choices is null ? null : await parameter.Choices(cancellationToken);
                parameters.Add(new BlockEntryParameter(
                    parameter.Name, parameter.Label, parameter.IsRequired, parameter.Help,
                    choices?.Select(x => new BlockEntryChoice(x.Value, x.Label)).ToList()));
            }

            return new BlockEntry(
                block.Name, described.Title, described.Detail, described.Icon, IconSet.Shapes(described.Icon), parameters);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Failed(logger, e, block.Name);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The block {Name} could not describe itself and is left out of the menu")]
    private static partial void Failed(ILogger logger, Exception exception, string name);
}

/// <param name="Shapes">Of the icon, for an SVG of 16 × 16.</param>
internal sealed record BlockEntry(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("detail")] string Detail,
    [property: JsonPropertyName("icon")] string Icon,
    [property: JsonPropertyName("shapes")] string Shapes,
    [property: JsonPropertyName("parameters")] IReadOnlyList<BlockEntryParameter> Parameters);

/// <param name="Choices">Null: any text.</param>
internal sealed record BlockEntryParameter(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("label")] string Label,
    [property: JsonPropertyName("required")] bool IsRequired,
    [property: JsonPropertyName("help")] string? Help,
    [property: JsonPropertyName("choices")] IReadOnlyList<BlockEntryChoice>? Choices);

internal sealed record BlockEntryChoice(
    [property: JsonPropertyName("value")] string Value, [property: JsonPropertyName("label")] string Label);

/// <param name="Html">Clean; empty where nothing is shown.</param>
internal sealed record BlockUseView(
    [property: JsonPropertyName("html")] string Html, [property: JsonPropertyName("missing")] IReadOnlyList<string> Missing);

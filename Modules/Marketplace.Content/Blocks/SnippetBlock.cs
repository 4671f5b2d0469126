using Marketplace.Content.Rendering;
using Microsoft.AspNetCore.Html;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Blocks;

/// <summary>
/// Puts a text into another. <see cref="TextPages"/> fills it in, because what stands in a snippet counts for the page too.
/// </summary>
internal sealed class SnippetBlock(ISnippets snippets, IStringLocalizer<SnippetBlock> text) : IContentBlock
{
    public const string BlockName = "snippet";
    public const string NameParameter = "name";

    public string Name => BlockName;

    public BlockDescription Describe() => new(
        text["Snippet"],
        text["A text that is written once and stands on many pages."],
        "puzzle",
        [
            new BlockParameter(NameParameter, text["Snippet"], IsRequired: true)
            {
                Choices = stop => snippets.ListAsync(System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, stop),
            },
        ]);

    /// <summary>What it says of itself alone: that the snippet is there, or not.</summary>
    public async Task<BlockView> ShowAsync(BlockUse use, CancellationToken cancellationToken) =>
        await FindAsync(use, cancellationToken) is null ? MissingView(use) : new BlockView.ForAll(HtmlString.Empty);

    public async Task<RenderedText?> FindAsync(BlockUse use, CancellationToken cancellationToken) =>
        use.Find(NameParameter) is { } name ? await snippets.FindAsync(name, use.Language, cancellationToken) : null;

    public BlockView.Missing MissingView(BlockUse use) => new(
        use.Find(NameParameter) is { } name ? text["There is no snippet {0}.", name] : text["A snippet needs a name."]);
}

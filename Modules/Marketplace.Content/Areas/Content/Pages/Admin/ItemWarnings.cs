using Marketplace.Content.Items;
using Marketplace.Content.Rendering;
using Marketplace.Content.Wording;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Areas.Content.Pages.Admin;

/// <summary>What an editor should mend in a text before readers get it. None of it keeps the text from being saved or published.</summary>
internal sealed class ItemWarnings(
    WordingReport wording, ITextRenderer renderer, ITextPages pages, IStringLocalizer<ItemWarnings> text)
{
    /// <returns>Sentences: blocks that point to nothing, and words that this site does not use.</returns>
    public async Task<IReadOnlyList<string>> ListAsync(ContentItem item, CancellationToken cancellationToken) =>
        [
            .. await MissingAsync(item, cancellationToken),
            .. wording.Find(item.Text).Select(x => Say(x.Find)).Distinct(StringComparer.Ordinal),
        ];

    private async Task<IReadOnlyList<string>> MissingAsync(ContentItem item, CancellationToken cancellationToken)
    {
        try
        {
            var rendered = await renderer.RenderAsync(item.Body, cancellationToken);
            return (await pages.FillAsync(rendered, item.Language, cancellationToken)).Missing;
        }
        catch (TextTooDeepException)
        {
            // Publishing says so.
            return [];
        }
    }

    private string Say(WordingFind find) => find.Replacement.Length > 0
        ? text["This site does not say “{0}”; it says “{1}”.", find.Word, find.Replacement]
        : text["This site does not say “{0}”.", find.Word];
}

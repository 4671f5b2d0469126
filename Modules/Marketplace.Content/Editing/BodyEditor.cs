using Marketplace.Content.Items;

namespace Marketplace.Content.Editing;

/// <summary>
/// What the partial <c>_BodyEditor</c> shows: the editor of a Markdown text with toolbar, preview and autosave; without script a plain
/// field. It stands in the page's form, or anywhere on a page that has none.
/// </summary>
/// <remarks>
/// Other fields of the same form belong to the draft when they say so: <c>data-draft="title"</c> (also <c>description</c>,
/// <c>address</c>), and <c>data-draft-field="icon"</c> for a field of the kind. They are saved, kept and compared together with the text.
/// A hidden field with <c>data-draft-version</c> gets the draft's new version after each save, and the document the event
/// <c>draft-saved</c> with <c>{itemId, version}</c>.
/// </remarks>
/// <param name="FieldName">
/// Of the field in the form. Browsers send it with line endings of their own: give what was sent to <see cref="LineEndings.Keep"/>.
/// </param>
/// <param name="Value">Markdown, as stored.</param>
/// <param name="ItemId">Under which drafts are saved, for example <c>cit_…</c>.</param>
/// <param name="Version">Of the working copy that <paramref name="Value"/> is.</param>
/// <param name="Kind">For the preview.</param>
/// <param name="Language">Of the text: two letters.</param>
internal sealed record BodyEditor(string FieldName, string Value, string ItemId, int Version, string Kind, string Language)
{
    /// <summary>
    /// What somebody else saved while <see cref="Value"/> was typed, and their name: autosave waits until whoever typed has chosen.
    /// </summary>
    public (ContentItem Current, string By)? Conflict { get; init; }

    /// <summary>What the page shows was typed and could not be saved: autosave tries again, and the browser keeps it.</summary>
    public bool IsUnsaved { get; init; }

    /// <summary>Of the field; null: "Text".</summary>
    public string? Label { get; init; }

    /// <summary>Where drafts are put; null: the address of the item.</summary>
    public string? DraftAddress { get; init; }
}

namespace Marketplace.Content.Editing;

/// <summary>What the field for an item's Markdown needs, wherever it stands: see the partial <c>_BodyEditor</c>.</summary>
/// <param name="FieldName">Name of the form's field.</param>
/// <param name="Value">Markdown.</param>
internal sealed record BodyEditor(string FieldName, string Value, string ItemId, int Version, string Kind, string Language);

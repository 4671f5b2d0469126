using System.Text.Json;

namespace Marketplace.Content.Editing;

/// <summary>What the partial hands to the editor's script: the text byte for byte, addresses and sentences.</summary>
internal sealed class EditorConfig(EditorTexts texts)
{
    /// <returns>JSON that can stand in a script element: nothing in it can end one.</returns>
    public string Json(BodyEditor editor) => JsonSerializer.Serialize(
        new
        {
            itemId = editor.ItemId,
            version = editor.Version,
            kind = editor.Kind,
            language = editor.Language,
            body = editor.Value,
            conflict = editor.Conflict is { } met ? DraftEndpoints.Saved(met.Current, met.By) : null,
            isUnsaved = editor.IsUnsaved,
            urls = new
            {
                draft = editor.DraftAddress ?? $"~/api/content/items/{editor.ItemId}/draft",
                preview = EditingAddresses.Preview,
                blocks = EditingAddresses.Blocks,
                blockViews = EditingAddresses.BlockViews,
                links = EditingAddresses.Links,
                media = EditingAddresses.Media,
                frame = EditingAddresses.Frame,
                signedIn = EditingAddresses.SignedIn,
            },
            texts = texts.All,
            phrases = texts.Phrases,
        });
}

/// <summary>Below the tenant's prefix.</summary>
internal static class EditingAddresses
{
    public const string Preview = "~/api/content/preview";
    public const string Blocks = "~/api/content/blocks";
    public const string BlockViews = "~/api/content/blocks/views";
    public const string Links = "~/api/content/links";
    public const string Media = "~/api/content/media";
    public const string Frame = "~/admin/content/preview-frame";
    public const string SignedIn = "~/admin/content/signed-in";
}

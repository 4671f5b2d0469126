using Marketplace.Content.Editing;
using Marketplace.Content.Items;
using Marketplace.Ui;

namespace Marketplace.Content.Areas.Content.Pages.Admin;

/// <summary>An item as an editor types it.</summary>
internal sealed class ItemInput : IEditForm
{
    public string? Title { get; set; }

    public string? Description { get; set; }

    public string? Address { get; set; }

    public string? Body { get; set; }

    /// <summary>Of the kind, by their names.</summary>
    public Dictionary<string, string?> Fields { get; set; } = new(StringComparer.Ordinal);

    /// <summary>The item's own version: autosave counts it on while the page is open.</summary>
    public string? Version { get; set; }

    public int VersionNumber =>
        int.TryParse(Version, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;

    public static ItemInput From(ContentItem item) => new()
    {
        Title = item.Title, Description = item.Description, Address = item.Address, Body = item.Body,
        Fields = item.Text.Fields.ToDictionary(x => x.Key, x => (string?)x.Value, StringComparer.Ordinal),
        Version = item.Version.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    /// <summary>What the form did not show stays as it is stored.</summary>
    public ItemText ToText(ContentItem stored)
    {
        var fields = new Dictionary<string, string>(stored.Text.Fields, StringComparer.Ordinal);
        foreach (var (name, value) in Fields)
            fields[name] = (value?.Trim() ?? "").ReplaceLineEndings("\n");
        return new ItemText(
            Title ?? "", (Description ?? "").ReplaceLineEndings("\n"), Address, TypedBody.Of(Body, stored.Body), fields);
    }
}

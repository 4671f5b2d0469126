using System.Text.Json;

namespace Marketplace.Content.Items;

/// <summary>What a working copy is.</summary>
internal enum ItemState
{
    /// <summary>Being written; an older version may be published meanwhile.</summary>
    Draft,

    /// <summary>Waits for somebody who approves it or asks for changes.</summary>
    InReview,

    /// <summary>Readers see just this.</summary>
    Published,
}

/// <summary>What an editor types. A kind without addresses keeps the item's name in <see cref="Address"/>, without a slash.</summary>
/// <param name="Address">Null while none is chosen.</param>
/// <param name="Body">Markdown, kept byte for byte.</param>
internal sealed record ItemText(
    string Title, string Description, string? Address, string Body, IReadOnlyDictionary<string, string> Fields)
{
    public static ItemText Empty { get; } = new("", "", null, "", new Dictionary<string, string>(StringComparer.Ordinal));

    public bool IsSameAs(ItemText other) =>
        Title == other.Title && Description == other.Description && Address == other.Address && Body == other.Body
            && FieldsJson.Write(Fields) == FieldsJson.Write(other.Fields);
}

/// <summary>One language version of a group, as it is worked on.</summary>
internal sealed record ContentItem
{
    public required string Id { get; init; }

    public required string GroupId { get; init; }

    public required string Kind { get; init; }

    public required string Language { get; init; }

    public required string Title { get; init; }

    public required string Description { get; init; }

    public string? Address { get; init; }

    public required string Body { get; init; }

    /// <summary>JSON: see <see cref="FieldsJson"/>.</summary>
    public required string Fields { get; init; }

    public required ItemState State { get; init; }

    /// <summary>Grows by one with each save.</summary>
    public required int Version { get; init; }

    /// <summary>Null where readers see nothing of it.</summary>
    public int? PublishedVersion { get; init; }

    /// <summary>Where readers found it last, be it published now or not.</summary>
    public string? LastAddress { get; init; }

    /// <summary>What this was translated from.</summary>
    public string? SourceItemId { get; init; }

    public int? SourceVersion { get; init; }

    public DateTimeOffset? PublishAt { get; init; }

    /// <summary>What is published at <see cref="PublishAt"/>, whatever is saved until then.</summary>
    public int? PlannedVersion { get; init; }

    public DateTimeOffset? UnpublishAt { get; init; }

    public DateTimeOffset? TrashedAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    public required string ChangedBy { get; init; }

    public string? ParentGroupId { get; init; }

    public int Position { get; init; }

    public bool IsPublished => PublishedVersion is not null;

    public bool HasUnpublishedChanges => PublishedVersion is { } published && published != Version;

    public ItemText Text => new(Title, Description, Address, Body, FieldsJson.Read(Fields));
}

/// <summary>An item's own fields as they are stored: a JSON object of texts, in the order of their names.</summary>
internal static class FieldsJson
{
    public static string Write(IReadOnlyDictionary<string, string> fields) =>
        JsonSerializer.Serialize(
            new SortedDictionary<string, string>(
                fields.Where(x => x.Value.Length > 0).ToDictionary(x => x.Key, x => x.Value, StringComparer.Ordinal),
                StringComparer.Ordinal));

    public static IReadOnlyDictionary<string, string> Read(string json) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [];
}

namespace Marketplace.Content.Reviews;

internal sealed record Comment
{
    public required string Id { get; init; }

    public required string ItemId { get; init; }

    /// <summary>That the reviewer read.</summary>
    public required int Version { get; init; }

    /// <summary>The passage; empty where the whole text is meant.</summary>
    public required string Quote { get; init; }

    public required string Text { get; init; }

    /// <summary>With it the text went back to its writer.</summary>
    public required bool AsksForChanges { get; init; }

    public required string AuthorId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null while it is open.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    public string? ResolvedBy { get; init; }
}

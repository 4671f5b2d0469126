namespace Marketplace.Content.Publishing;

/// <summary>Readers see a text, or a newer version of it. Stored by the names of its properties.</summary>
/// <param name="Address">Null where the kind has no addresses.</param>
[Event("content.published", Unheard = "Search indexes and reports of other modules listen where they are on.")]
public sealed record ContentPublished(string ItemId, string GroupId, string Kind, string Language, string? Address);

/// <summary>Readers do not see a text any more.</summary>
/// <param name="Address">Where it was.</param>
[Event("content.unpublished", Unheard = "Search indexes and reports of other modules listen where they are on.")]
public sealed record ContentUnpublished(string ItemId, string GroupId, string Kind, string Language, string? Address);

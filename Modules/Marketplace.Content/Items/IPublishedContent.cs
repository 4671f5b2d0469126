namespace Marketplace.Content.Items;

/// <summary>What readers may read: the published version of every item that is neither hidden nor in the trash.</summary>
public interface IPublishedContent
{
    /// <summary>Grows with every change of what is published, in whatever process; known here within a second.</summary>
    ValueTask<long> ReadStampAsync(CancellationToken cancellationToken);

    /// <param name="address">For example <c>/docs/credits</c>, without prefix of the tenant.</param>
    /// <param name="language">Null: whichever has this address.</param>
    ValueTask<PublishedItem?> FindAsync(string address, string? language, CancellationToken cancellationToken);

    /// <summary>
    /// All of a kind in one language, in reading order: parents before children, sisters by place. What is not translated stands there in
    /// the tenant's own language.
    /// </summary>
    ValueTask<IReadOnlyList<PublishedEntry>> ListAsync(string kind, string language, CancellationToken cancellationToken);

    /// <summary>The same text in other languages, this one included.</summary>
    ValueTask<IReadOnlyList<PublishedEntry>> ListTranslationsAsync(string groupId, CancellationToken cancellationToken);
}

/// <summary>What menus, trees and lists need of a published item.</summary>
/// <param name="GroupId">Shared by all translations of one text.</param>
/// <param name="Address">Where readers find it; null where the kind has no addresses.</param>
/// <param name="ParentGroupId">Null at the top.</param>
/// <param name="Depth">0 at the top.</param>
public sealed record PublishedEntry(
    string ItemId, string GroupId, string Kind, string Language, string? Address, string Title, string Description, string? ParentGroupId,
    int Depth, DateTimeOffset ChangedAt, IReadOnlyDictionary<string, string> Fields);

/// <param name="Text">The body as rendered when it was published.</param>
public sealed record PublishedItem(PublishedEntry Entry, string Markdown, Rendering.RenderedText Text);

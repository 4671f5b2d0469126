using Marketplace.Content.Items;
using Marketplace.Content.Rendering;
using Marketplace.Data;

namespace Marketplace.Content.Publishing;

/// <summary>A room with rules of its own for when readers may get texts of some kinds. It has nothing to say of the others.</summary>
internal interface IPublishingRule
{
    /// <returns>A sentence why this text cannot be published at all; null: it can.</returns>
    string? Check(string kind, RenderedText rendered);

    /// <summary>In the transaction that gives it to readers, before that is done.</summary>
    /// <param name="item">With the text and number of the version that goes out.</param>
    /// <returns>A sentence why not now; null: it may.</returns>
    Task<string?> PublishingAsync(UnitOfWork db, ContentItem item, CancellationToken cancellationToken);

    /// <summary>In the transaction that plans it.</summary>
    /// <param name="item">As it is saved: this version is planned.</param>
    /// <param name="at">Null: nothing is planned any more.</param>
    /// <returns>A sentence why not then; null: it may.</returns>
    Task<string?> PlanningAsync(UnitOfWork db, ContentItem item, DateTimeOffset? at, CancellationToken cancellationToken);
}

using Marketplace.Data;

namespace Marketplace.Content.Items;

/// <summary>A room that keeps something of items in tables of its own: it goes when an item is deleted for good.</summary>
internal interface IItemParts
{
    Task DeleteAsync(UnitOfWork db, string itemId, CancellationToken cancellationToken);
}

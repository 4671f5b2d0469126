using Marketplace.Catalog.Products;
using Marketplace.Orders.Units;

namespace Marketplace.Orders.Placing;

/// <summary>Whether a product can be bought now: it is active, and a fulfiller takes its delivery kind.</summary>
internal sealed class Offer(IEnumerable<IProductFulfiller> fulfillers)
{
    public IProductFulfiller? FindFulfiller(Product product) =>
        product.Active ? fulfillers.FirstOrDefault(x => x.Kinds.Contains(product.Delivery)) : null;

    public bool CanBuy(Product product) => FindFulfiller(product) is not null;
}

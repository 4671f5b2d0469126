using Marketplace.Catalog.Products;
using Marketplace.Data;

namespace Marketplace.Orders.Units;

/// <summary>
/// Delivers what is bought. A module that can deliver registers one; the catalogue offers a product only while its delivery kind has one.
/// Whoever fulfils an order ends it with <see cref="IOrders.CompleteAsync"/> or <see cref="IOrders.FailAsync"/>.
/// </summary>
public interface IProductFulfiller
{
    /// <summary>The delivery kinds it takes, for example <c>vm</c>.</summary>
    IReadOnlySet<string> Kinds { get; }

    /// <summary>Stores the delivery in the transaction that reserves the credits for it. The work itself starts after the commit.</summary>
    Task QueueAsync(UnitOfWork transaction, Delivery delivery, CancellationToken cancellationToken);
}

/// <summary>One unit of an order.</summary>
/// <param name="UnitId">Made before the payment; the hold carries it as its reference (S1-28).</param>
/// <param name="Price">What the customer pays, per period.</param>
/// <param name="Attributes">Further facts of the product, for example <c>image</c>.</param>
public sealed record Delivery(
    string UnitId,
    string OrderId,
    string UserId,
    string ProductId,
    string ProductName,
    string Kind,
    CreditAmount Price,
    BillingPeriod Period,
    ProductSize Size,
    IReadOnlyDictionary<string, string> Attributes,
    DateTimeOffset OrderedAt);

/// <summary>Null where the product has no such figure. RAM and SSD in GB.</summary>
public sealed record ProductSize(int? Vcpu, int? RamGb, int? SsdGb);

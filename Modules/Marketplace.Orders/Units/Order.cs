using Marketplace.Catalog.Products;

namespace Marketplace.Orders.Units;

internal sealed record Order
{
    public required string Id { get; init; }

    public required string UserId { get; init; }

    public required string ProductId { get; init; }

    /// <summary>As it was when it was bought.</summary>
    public required string ProductName { get; init; }

    public required int Quantity { get; init; }

    public required CreditAmount UnitPrice { get; init; }

    public required BillingPeriod Period { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public CreditAmount Total => UnitPrice * Quantity;
}

/// <param name="UnitIds">One per unit.</param>
internal sealed record PlacedOrder(Order Order, IReadOnlyList<string> UnitIds);

internal enum OrderLineStatus
{
    Placed,
    Delivered,
    Failed,
}

/// <summary>One unit with what its end needs to know.</summary>
internal sealed record OrderLine
{
    public required string UnitId { get; init; }

    public required string OrderId { get; init; }

    public required string UserId { get; init; }

    public required string ProductId { get; init; }

    public required string HoldId { get; init; }

    public required CreditAmount UnitPrice { get; init; }

    public required OrderLineStatus Status { get; init; }
}

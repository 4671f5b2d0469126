namespace Marketplace.Orders.Placing;

/// <param name="IdempotencyKey">1–200 characters, unique per customer.</param>
/// <param name="ShownUnitPrice">The price the customer saw; null where the caller saw none. Never trusted, only compared (acceptance
/// D10).</param>
internal sealed record OrderRequest(string IdempotencyKey, string UserId, string ProductId, int Quantity, CreditAmount? ShownUnitPrice)
{
    /// <summary>The id that the order gets if it is placed now; null makes one.</summary>
    public string? OrderId { get; init; }
}

internal abstract record PlaceOrderResult
{
    private PlaceOrderResult()
    {
    }

    /// <param name="Replayed">The key had been used before for the same order.</param>
    public sealed record Placed(string OrderId, IReadOnlyList<string> UnitIds, CreditAmount Total, bool Replayed) : PlaceOrderResult;

    public sealed record UnknownProduct : PlaceOrderResult;

    /// <summary>It is offered, but no feature that is on delivers its kind. Nobody can buy it now.</summary>
    public sealed record NoFulfiller(string Delivery) : PlaceOrderResult;

    public sealed record InvalidQuantity : PlaceOrderResult;

    public sealed record PriceChanged(CreditAmount Current) : PlaceOrderResult;

    public sealed record InsufficientBalance(CreditAmount Required, CreditAmount Available) : PlaceOrderResult;

    /// <summary>The key had been used for another order.</summary>
    public sealed record KeyReused : PlaceOrderResult;
}

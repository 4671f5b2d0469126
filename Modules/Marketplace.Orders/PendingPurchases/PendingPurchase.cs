namespace Marketplace.Orders.PendingPurchases;

/// <summary>A purchase that waits for a card payment and then completes by itself (acceptance D9).</summary>
internal sealed record PendingPurchase
{
    public required string PaymentIntentId { get; init; }

    public required string UserId { get; init; }

    public required string ProductId { get; init; }

    public required int Quantity { get; init; }

    /// <summary>What the customer saw.</summary>
    public required CreditAmount UnitPrice { get; init; }

    public required PendingPurchaseStatus Status { get; init; }

    /// <summary>Since when it is paid and waits for a feature that delivers it; null: it does not. Set by the store.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>The first unit's.</summary>
    public string? UnitId { get; init; }

    /// <summary>Why it is not complete, for the customer.</summary>
    public string? Reason { get; init; }
}

internal enum PendingPurchaseStatus
{
    Waiting,

    /// <summary>The card was refused; another try with the same payment still completes it.</summary>
    PaymentFailed,
    Completed,

    /// <summary>Paid, but not bought: the customer keeps the credits.</summary>
    NotBought,
}

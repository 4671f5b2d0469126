namespace Marketplace.Stripe.Client;

internal sealed record StripeRefund
{
    public required string Id { get; init; }

    public required long Amount { get; init; }

    public required string Currency { get; init; }

    public required string Status { get; init; }

    public string? PaymentIntent { get; init; }

    public string? Charge { get; init; }

    public string? FailureReason { get; init; }

    public Dictionary<string, string>? Metadata { get; init; }

    public long Created { get; init; }
}

internal sealed record StripeDispute
{
    public required string Id { get; init; }

    public required long Amount { get; init; }

    public required string Currency { get; init; }

    public required string Status { get; init; }

    public required string Reason { get; init; }

    public string? PaymentIntent { get; init; }

    public string? Charge { get; init; }

    public StripeEvidenceDetails? EvidenceDetails { get; init; }

    public long Created { get; init; }
}

internal sealed record StripeEvidenceDetails
{
    /// <summary>Unix seconds.</summary>
    public long? DueBy { get; init; }
}

/// <summary>Asked for with its source in full, which names the payment.</summary>
internal sealed record StripeBalanceTransaction
{
    public required string Id { get; init; }

    public required string Type { get; init; }

    public required long Amount { get; init; }

    public long Fee { get; init; }

    public long Net { get; init; }

    public required string Currency { get; init; }

    public StripeBalanceSource? Source { get; init; }

    public long Created { get; init; }
}

internal sealed record StripeBalanceSource
{
    public required string Id { get; init; }

    public string? PaymentIntent { get; init; }
}

internal sealed record StripeAccountObject
{
    public required string Id { get; init; }

    public bool ChargesEnabled { get; init; }

    /// <summary>What the account may do, for example <c>paypal_payments</c>: <c>active</c>.</summary>
    public Dictionary<string, string>? Capabilities { get; init; }
}

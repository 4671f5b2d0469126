using System.Diagnostics;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.MoneyBack;
using Marketplace.Payments.TopUps;

namespace Marketplace.Payments.Timeline;

/// <summary>A top-up as operators see it in a list.</summary>
internal sealed record PaymentRow
{
    public required string Id { get; init; }

    public required string UserId { get; init; }

    public required CreditAmount Amount { get; init; }

    public required CreditAmount Bonus { get; init; }

    public required long AmountCents { get; init; }

    public string? PackageId { get; init; }

    public required TransactionType Type { get; init; }

    public required TopUpStatus Status { get; init; }

    public required string Gateway { get; init; }

    public string? PaymentIntentId { get; init; }

    public string? FailureMessage { get; init; }

    /// <summary>Of whoever charged a saved method.</summary>
    public string? Reference { get; init; }

    public string? PaymentMethodId { get; init; }

    /// <summary>What paid, for example <c>Visa •••• 4242</c>; null until the gateway was asked.</summary>
    public string? MethodLabel { get; init; }

    /// <summary>Of the saved method that was to pay.</summary>
    public string? SavedBrand { get; init; }

    public string? SavedLast4 { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>What refunds sent back, or are sending.</summary>
    public required long RefundedCents { get; init; }

    /// <summary>Of the last dispute.</summary>
    public DisputeStatus? Dispute { get; init; }

    public PaymentStanding State =>
        Dispute is { MoneyIsGone: true } ? PaymentStanding.Disputed
        : RefundedCents >= AmountCents ? PaymentStanding.Refunded
        : RefundedCents > 0 ? PaymentStanding.PartlyRefunded
        : Status switch
        {
            TopUpStatus.Succeeded => PaymentStanding.Credited,
            TopUpStatus.Failed => PaymentStanding.Failed,
            TopUpStatus.Created or TopUpStatus.Pending => PaymentStanding.Open,
            _ => throw new UnreachableException(),
        };
}

/// <summary>How a payment stands, in one word.</summary>
internal enum PaymentStanding
{
    /// <summary>Nobody has paid yet.</summary>
    Open,
    Credited,
    Failed,
    PartlyRefunded,
    Refunded,

    /// <summary>The bank has the money.</summary>
    Disputed,
}

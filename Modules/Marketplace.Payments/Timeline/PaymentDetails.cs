using Marketplace.Payments.MoneyBack;
using Marketplace.Payments.Refunds;
using Marketplace.Payments.Clawback;
using Marketplace.Payments.TopUps;

namespace Marketplace.Payments.Timeline;

/// <summary>All that is known here of one payment.</summary>
internal sealed record PaymentDetails
{
    public required PaymentRow Payment { get; init; }

    /// <summary>Null until it was credited.</summary>
    public required CreditedTopUp? Credited { get; init; }

    public required IReadOnlyList<RefundRow> Refunds { get; init; }

    public required IReadOnlyList<DisputeRow> Disputes { get; init; }

    /// <summary>What was taken for refunds and disputes.</summary>
    public required IReadOnlyDictionary<string, TakingRow> Takings { get; init; }

    public required IReadOnlyList<TopUpStepRow> Steps { get; init; }

    public required LeftToRefund Left { get; init; }

    public bool IsRefundable => Payment.Status is TopUpStatus.Succeeded && Left is { Cents: > 0, IsDisputed: false };
}

internal sealed record TakingRow
{
    public required string ClaimId { get; init; }

    public required CreditAmount Bought { get; init; }

    public required CreditAmount BoughtRestored { get; init; }

    public string? BoughtTransactionId { get; init; }

    public required CreditAmount Bonus { get; init; }

    public required CreditAmount BonusRestored { get; init; }

    public string? BonusTransactionId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public CreditAmount Taken => Bought + Bonus;

    public CreditAmount Restored => BoughtRestored + BonusRestored;
}

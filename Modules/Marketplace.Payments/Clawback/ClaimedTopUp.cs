using Marketplace.Payments.TopUps;

namespace Marketplace.Payments.Clawback;

/// <summary>A top-up as refunds and disputes see it.</summary>
internal sealed record ClaimedTopUp
{
    public required string Id { get; init; }

    public required string UserId { get; init; }

    public required CreditAmount Amount { get; init; }

    public required CreditAmount Bonus { get; init; }

    public required long AmountCents { get; init; }

    public required TopUpStatus Status { get; init; }

    public string? PaymentIntentId { get; init; }
}

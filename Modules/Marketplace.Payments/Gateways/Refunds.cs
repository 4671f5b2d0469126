namespace Marketplace.Payments.Gateways;

/// <param name="IdempotencyKey">Derived from the stored attempt.</param>
/// <param name="AmountCents">At most what was paid and not refunded yet; null for all of that.</param>
public sealed record CreateRefund(
    string IdempotencyKey, string PaymentIntentId, long? AmountCents, IReadOnlyDictionary<string, string> Metadata)
{
    public RefundReason? Reason { get; init; }
}

public enum RefundReason
{
    Duplicate,
    Fraudulent,
    RequestedByCustomer,
}

/// <param name="FailureReason">The gateway's word, for example <c>expired_or_canceled_card</c>; null unless it failed.</param>
public sealed record GatewayRefund(
    string Id,
    long AmountCents,
    string Currency,
    RefundStatus Status,
    string? PaymentIntentId,
    string? ChargeId,
    IReadOnlyDictionary<string, string> Metadata,
    string? FailureReason,
    DateTimeOffset CreatedAt);

public enum RefundStatus
{
    /// <summary>On its way; it may still fail.</summary>
    Pending,
    RequiresAction,

    /// <summary>Even this one may fail later, when the bank sends it back.</summary>
    Succeeded,
    Failed,
    Canceled,
}

/// <param name="Reason">The gateway's word, for example <c>fraudulent</c>.</param>
/// <param name="EvidenceDueBy">Until when the operator can answer; null when nothing can be answered.</param>
public sealed record GatewayDispute(
    string Id,
    long AmountCents,
    string Currency,
    DisputeStatus Status,
    string Reason,
    string? PaymentIntentId,
    string? ChargeId,
    DateTimeOffset? EvidenceDueBy,
    DateTimeOffset CreatedAt);

/// <summary>
/// Only <see cref="NeedsResponse"/>, <see cref="UnderReview"/> and <see cref="Lost"/> mean that the money is gone; the warnings are
/// inquiries.
/// </summary>
public enum DisputeStatus
{
    WarningNeedsResponse,
    WarningUnderReview,
    WarningClosed,
    NeedsResponse,
    UnderReview,
    Won,
    Lost,
    Prevented,
}

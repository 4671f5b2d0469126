using Marketplace.Credits.Ledger.Lots;

namespace Marketplace.Adjustments.Requests;

internal enum AdjustmentKind
{
    /// <summary>Gives or takes, against the account of adjustments.</summary>
    Correction,

    /// <summary>Gives promotional, bonus or sponsored credits.</summary>
    Grant,

    /// <summary>Gives back what a customer paid.</summary>
    Refund,
}

internal enum AdjustmentState
{
    /// <summary>A second person must approve it.</summary>
    Waiting,
    Posted,
    Rejected,
    Withdrawn,

    /// <summary>Nobody decided in time.</summary>
    Expired,
}

/// <summary>What an operator wants to change in a customer's wallet.</summary>
/// <param name="Id">Made by the form, so that a form sent twice asks once. See <see cref="NewId"/>.</param>
/// <param name="Amount">Not zero; negative takes from the customer.</param>
/// <param name="LotKind">Of a grant: what is given.</param>
/// <param name="CreditsExpireAt">Of a grant: when what is left of it goes; null never.</param>
/// <param name="TransactionId">Of a refund: what is refunded.</param>
internal sealed record AdjustmentRequest(
    string Id,
    AdjustmentKind Kind,
    string UserId,
    CreditAmount Amount,
    string Reason,
    LotKind? LotKind = null,
    DateTimeOffset? CreditsExpireAt = null,
    string? TransactionId = null)
{
    public const string Prefix = "adj";
    public const int MaxReason = 500;

    public static string NewId(TimeProvider time) => PrefixedId.New(Prefix, time);
}

/// <summary>A request as it is stored. Requests that needed nobody else are posted at once.</summary>
internal sealed record Adjustment
{
    public required string Id { get; init; }

    public required AdjustmentKind Kind { get; init; }

    public required AdjustmentState State { get; init; }

    public required string UserId { get; init; }

    public required CreditAmount Amount { get; init; }

    public required string Reason { get; init; }

    public LotKind? LotKind { get; init; }

    public DateTimeOffset? CreditsExpireAt { get; init; }

    /// <summary>What a refund refunds.</summary>
    public string? RefundsId { get; init; }

    public required string RequestedBy { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Until when somebody may approve it.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    public string? DecidedBy { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>What was posted.</summary>
    public string? TransactionId { get; init; }

    public bool IsWaiting => State == AdjustmentState.Waiting;

    public bool AsksFor(AdjustmentRequest request) =>
        (Kind, UserId, Amount, Reason, LotKind, RefundsId) == (request.Kind, request.UserId, request.Amount, request.Reason,
            request.LotKind, request.TransactionId);
}

using Marketplace.Payments.Gateways;

namespace Marketplace.Payments.MoneyBack;

/// <summary>A row of <c>refunds</c>.</summary>
internal sealed record RefundRow
{
    public const string Prefix = "rfd";

    /// <summary>The idempotency key at the gateway, where an operator started it.</summary>
    public required string Id { get; init; }

    public required string TopUpId { get; init; }

    public string? GatewayRefundId { get; init; }

    public required long AmountCents { get; init; }

    public required RefundState Status { get; init; }

    public RefundReason? Reason { get; init; }

    /// <summary>For other operators.</summary>
    public string Note { get; init; } = "";

    /// <summary>The operator; null where it was started at the gateway.</summary>
    public string? RequestedBy { get; init; }

    /// <summary>
    /// What reserves its credits until the gateway has answered, so that they cannot be spent meanwhile. Null where it was started at the
    /// gateway, where the wallet had nothing, and in rows of before this was kept.
    /// </summary>
    public string? HoldId { get; init; }

    /// <summary>Why it failed or was refused.</summary>
    public string? Failure { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}

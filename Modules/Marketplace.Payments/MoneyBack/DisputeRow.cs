using Marketplace.Payments.Gateways;

namespace Marketplace.Payments.MoneyBack;

/// <summary>A row of <c>disputes</c>, under the gateway's id.</summary>
internal sealed record DisputeRow
{
    public required string Id { get; init; }

    public required string TopUpId { get; init; }

    public required long AmountCents { get; init; }

    public required DisputeStatus Status { get; init; }

    /// <summary>The gateway's word.</summary>
    public required string Reason { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}

using Marketplace.Payments.Gateways;
using Marketplace.Payments.MoneyBack;

namespace Marketplace.Payments.Clawback;

/// <summary>A refund or a dispute, with what was taken for it.</summary>
internal sealed record ClaimRow
{
    public required string Id { get; init; }

    public required bool IsDispute { get; init; }

    public required long Cents { get; init; }

    /// <summary>Of a <see cref="RefundState"/> or a <see cref="DisputeStatus"/>.</summary>
    public required string Status { get; init; }

    public CreditAmount? Bought { get; init; }

    public CreditAmount? BoughtRestored { get; init; }

    public string? BoughtTransactionId { get; init; }

    public CreditAmount? Bonus { get; init; }

    public CreditAmount? BonusRestored { get; init; }

    public string? BonusTransactionId { get; init; }

    public bool InForce => IsDispute ? Enum.Parse<DisputeStatus>(Status).MoneyIsGone : Enum.Parse<RefundState>(Status).MoneyIsGone;

    /// <summary>A refund that is stored, and whose answer from the gateway is not known yet.</summary>
    public bool IsAsked => !IsDispute && Enum.Parse<RefundState>(Status) is RefundState.Asked;

    /// <summary>What its transactions in the ledger are told from others by.</summary>
    public string Key => (IsDispute ? "dispute:" : "refund:") + Id;

    public Claim OfBought => new(Id, Cents, InForce, Bought - BoughtRestored);

    public Claim OfBonus => new(Id, Cents, InForce, Bonus - BonusRestored);
}

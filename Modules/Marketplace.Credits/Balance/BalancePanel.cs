using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Lots;

namespace Marketplace.Credits.Balance;

/// <summary>What a customer has and what is special about it.</summary>
/// <param name="Holds">Open holds, newest first, at most <see cref="ReadBalancePanel.MostHolds"/>.</param>
/// <param name="HoldCount">All of them.</param>
/// <param name="Kinds">What can be spent, by where it came from.</param>
/// <param name="Expiries">What is left of credits with an end, by day, the next first.</param>
internal sealed record BalancePanel(
    WalletBalance Balance, IReadOnlyList<ReservedHold> Holds, long HoldCount, IReadOnlyList<KindTotal> Kinds,
    IReadOnlyList<ExpiryDay> Expiries)
{
    /// <summary>What the customer owes; zero where they owe nothing.</summary>
    public CreditAmount Debt => Balance.Available.IsNegative ? -Balance.Available : CreditAmount.Zero;

    public CreditAmount Expiring => Expiries.Aggregate(CreditAmount.Zero, (sum, x) => sum + x.Amount);
}

internal sealed record ReservedHold
{
    public required string Description { get; init; }

    /// <summary>What it is for, for example a deployment's id.</summary>
    public required string Reference { get; init; }

    public required CreditAmount Amount { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it is released by itself; null never.</summary>
    public required DateTimeOffset? ExpiresAt { get; init; }
}

internal sealed record KindTotal
{
    public required string Kind { get; init; }

    public required CreditAmount Amount { get; init; }

    public LotKind LotKind => Enum.Parse<LotKind>(Kind);
}

/// <param name="Day">In UTC.</param>
/// <param name="At">The first moment on that day at which some of it is gone.</param>
internal sealed record ExpiryDay(DateOnly Day, DateTimeOffset At, CreditAmount Amount);

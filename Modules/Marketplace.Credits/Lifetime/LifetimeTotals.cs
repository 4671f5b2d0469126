using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;

namespace Marketplace.Credits.Lifetime;

/// <summary>
/// What a customer's entries sum up to since the account was opened. Earned plus purchased minus spent is what is posted, unless more than
/// the range of amounts came and went: such a sum stays at the largest amount there is.
/// </summary>
/// <param name="Earned">Came in other than by money: bonuses, milestones, transfers in, earnings, adjustments in their favour
/// (O14).</param>
/// <param name="Purchased">Real money that came in and stayed.</param>
/// <param name="Spent">Went out, and did not come back by a refund: purchases, deployments, usage, transfers out, what expired.</param>
internal sealed record LifetimeTotals(CreditAmount Earned, CreditAmount Purchased, CreditAmount Spent)
{
    public static readonly LifetimeTotals None = new(CreditAmount.Zero, CreditAmount.Zero, CreditAmount.Zero);

    /// <summary>Adds entries of one type that undo nothing.</summary>
    /// <param name="given">Sum of those that gave, zero or more.</param>
    /// <param name="taken">Sum of those that took, zero or less.</param>
    public LifetimeTotals With(TransactionType type, CreditAmount given, CreditAmount taken) => type switch
    {
        // A dispute takes the money back; when it is won, the money returns.
        TransactionType.TopUp or TransactionType.AutoTopUp or TransactionType.Chargeback =>
            this with { Purchased = WideSum.Add(Purchased, given, taken) },
        // A refund to the wallet undoes spending; one to the card undoes buying credits.
        TransactionType.Refund => this with { Spent = WideSum.Add(Spent, -given), Purchased = WideSum.Add(Purchased, taken) },
        _ => this with { Earned = WideSum.Add(Earned, given), Spent = WideSum.Add(Spent, -taken) },
    };

    /// <summary>
    /// Adds reversals, theirs, and so on: they count where that counted which they undo, so that a bonus taken back was never money.
    /// </summary>
    /// <param name="original">The type of what they undo.</param>
    /// <param name="gave">Whether that gave to the customer.</param>
    /// <param name="sum">Of the reversals' own entries.</param>
    public LifetimeTotals WithReversals(TransactionType original, bool gave, CreditAmount sum) => (original, gave) switch
    {
        (TransactionType.TopUp or TransactionType.AutoTopUp or TransactionType.Chargeback, _) =>
            this with { Purchased = WideSum.Add(Purchased, sum) },
        (_, true) => this with { Earned = WideSum.Add(Earned, sum) },
        (_, false) => this with { Spent = WideSum.Add(Spent, -sum) },
    };
}

namespace Marketplace.Credits.Ledger.Accounts;

/// <param name="Posted">What the entries sum up to.</param>
/// <param name="Held">Reserved by open holds; part of <paramref name="Posted"/>.</param>
public sealed record WalletBalance(CreditAmount Posted, CreditAmount Held)
{
    /// <summary>
    /// Credits whose time is over and that were not taken away yet; part of <see cref="Posted"/>, and nothing of it is held.
    /// </summary>
    public CreditAmount Ended { get; init; }

    /// <summary>
    /// What can be spent. Below zero only after a chargeback or a refunded top-up: then it is owed, and nothing can be spent.
    /// </summary>
    public CreditAmount Available => Posted - Held - Ended;

    /// <summary>Zero unless <see cref="Available"/> is negative.</summary>
    public CreditAmount Debt => Available.IsNegative ? -Available : CreditAmount.Zero;
}

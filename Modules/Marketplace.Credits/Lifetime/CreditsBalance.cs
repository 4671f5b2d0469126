namespace Marketplace.Credits.Lifetime;

/// <summary>The union of S3-48 and S4-24 (O4), with as many decimals as the unit has.</summary>
/// <param name="Balance">What can be spent.</param>
/// <param name="Currency">Code of the unit, for example <c>USD</c> or <c>mana</c>.</param>
internal sealed record CreditsBalance(
    string UserId, decimal Balance, string Currency, decimal TotalEarned, decimal TotalSpent, decimal TotalPurchased)
{
    public static CreditsBalance Of(string userId, LifetimeBalance lifetime, CreditUnit unit)
    {
        var (balance, totals) = lifetime;
        return new CreditsBalance(userId, In(balance.Available), unit.Code, In(totals.Earned), In(totals.Spent), In(totals.Purchased));

        // Adding nothing with two decimals makes 25 read 25.00; what has more decimals keeps them.
        decimal In(CreditAmount amount) => amount.ToDecimal() + new decimal(0, 0, 0, false, (byte)unit.Decimals);
    }
}

namespace Marketplace.Credits.Wallet;

/// <summary>
/// How many credits to offer to somebody who lacks some. The module that sells credits may put its own choices in place of the default.
/// </summary>
public interface ISuggestTopUp
{
    /// <param name="shortfall">Positive.</param>
    /// <returns>At least the shortfall.</returns>
    CreditAmount For(CreditAmount shortfall);
}

/// <summary>The smallest of $10, $25 and $50 that covers the shortfall, else the shortfall in whole credits.</summary>
internal sealed class SuggestTopUp(CreditUnit unit) : ISuggestTopUp
{
    private static readonly Usd[] Choices = [new(1_000), new(2_500), new(5_000)];
    private static readonly decimal Largest = new CreditAmount(long.MaxValue).ToDecimal();

    public CreditAmount For(CreditAmount shortfall)
    {
        var missing = shortfall.ToDecimal();
        var choice = Choices.Select(x => decimal.Truncate(unit.WorthOf(x).ToDecimal())).FirstOrDefault(x => x >= missing);
        var whole = choice > 0 ? choice : decimal.Ceiling(missing);
        // Nobody can buy that much, but whoever asks deserves an answer.
        return whole <= Largest ? CreditAmount.FromDecimal(whole) : shortfall;
    }
}

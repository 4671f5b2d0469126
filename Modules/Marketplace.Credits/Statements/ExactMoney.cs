namespace Marketplace.Credits.Statements;

/// <summary>
/// Amounts of a statement, which a reader adds up: with the unit's decimals, and with as many more as an amount has, so that nothing is
/// rounded away.
/// </summary>
internal sealed class ExactMoney(CreditUnit unit)
{
    public string Format(CreditAmount amount) => (unit with { Decimals = DecimalsOf(amount) }).Format(amount);

    /// <summary>With a plus above zero.</summary>
    public string Signed(CreditAmount amount) => amount.IsPositive ? "+" + Format(amount) : Format(amount);

    private int DecimalsOf(CreditAmount amount)
    {
        var (rest, decimals) = (amount.Micros % CreditAmount.MicrosPerCredit, 6);
        for (; decimals > unit.Decimals && rest % 10 == 0; decimals--)
            rest /= 10;
        return decimals;
    }
}

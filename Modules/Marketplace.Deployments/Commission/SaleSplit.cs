namespace Marketplace.Deployments.Commission;

/// <summary>
/// How a sale is split (S1-29): commission = price × rate, grid payment = what remains, so that the two always sum up to the price.
/// </summary>
internal sealed record SaleSplit(CreditAmount Commission, CreditAmount GridPayment)
{
    /// <param name="rate">0–1.</param>
    /// <param name="decimals">The unit's own; the commission is rounded to them, half to even.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is out of range.</exception>
    public static SaleSplit Of(CreditAmount price, decimal rate, int decimals)
    {
        if (rate is < 0 or > 1)
            throw new ArgumentOutOfRangeException(
                nameof(rate), rate, "The commission rate (settings section \"marketplace\", commissionRate) must be 0 to 1.");
        var commission = CreditAmount.FromDecimal(decimal.Round(price.ToDecimal() * rate, decimals, MidpointRounding.ToEven));
        return new SaleSplit(commission, price - commission);
    }
}

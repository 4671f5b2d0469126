namespace Marketplace.Credits.LowBalance;

/// <summary>
/// The settings section <c>lowBalance</c>: from when on customers are told that their credits run low, unless they chose otherwise.
/// </summary>
internal sealed record LowBalanceSettings
{
    public const string Section = "lowBalance";

    private static readonly Usd Default = new(1_000);

    /// <summary>In credits; null: what is worth 10 USD. Zero: only customers who ask for it are told.</summary>
    public decimal? Threshold { get; init; }

    /// <returns>Null where nobody is told by default.</returns>
    public CreditAmount? ThresholdIn(CreditUnit unit)
    {
        var credits = Threshold ?? unit.WorthOf(Default).ToDecimal();
        return credits <= 0
            ? null
            : CreditAmount.FromDecimal(
                decimal.Round(Math.Min(credits, new CreditAmount(long.MaxValue).ToDecimal()), 6, MidpointRounding.ToZero));
    }
}

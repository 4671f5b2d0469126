using Marketplace.Credits.Wallet;

namespace Marketplace.Credits.BurnRate;

/// <summary>How fast a customer's credits go (S0-42 to S0-46).</summary>
public interface IBurnRate
{
    /// <summary>Answers even where a reporter fails: see <see cref="BurnRateAnalysis.Unreadable"/>.</summary>
    Task<BurnRateAnalysis> AnalyseAsync(string userId, CancellationToken cancellationToken);
}

/// <param name="Balance">What the customer can spend now; negative in debt.</param>
/// <param name="Costs">In the reporters' order.</param>
/// <param name="AutoTopUp">At the time of reading.</param>
/// <param name="Unreadable">Titles of the reporters that failed: their costs are missing in every figure.</param>
public sealed record BurnRateAnalysis(
    CreditAmount Balance, IReadOnlyList<RecurringCost> Costs, AutoTopUpState AutoTopUp, IReadOnlyList<string> Unreadable)
{
    /// <summary>The sum of the monthly costs.</summary>
    public CreditAmount Monthly { get; } = Sum(Costs);

    /// <summary>
    /// A thirtieth of <see cref="Monthly"/>, rounded half to even to <paramref name="decimals"/> places: for display, never for further
    /// sums.
    /// </summary>
    public CreditAmount Daily(int decimals) => DailyCost.Of(Monthly, decimals);

    /// <summary>The balance 30 days from now, if nothing else happens.</summary>
    public CreditAmount ProjectedBalance => Balance - Monthly;

    /// <summary>Whole days that the balance lasts, 0 or more; null when nothing burns.</summary>
    public long? DaysUntilEmpty => Runway.Days(Balance, Monthly);

    /// <summary>Whether to say "Consider enabling auto top-up" (D7).</summary>
    public bool SuggestsAutoTopUp => AutoTopUpAdvice.Applies(AutoTopUp, ProjectedBalance);

    /// <exception cref="OverflowException">Out of range.</exception>
    internal static CreditAmount Sum(IEnumerable<RecurringCost> costs) =>
        costs.Aggregate(CreditAmount.Zero, (sum, cost) => sum + cost.MonthlyCost);
}

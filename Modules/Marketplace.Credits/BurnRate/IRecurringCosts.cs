namespace Marketplace.Credits.BurnRate;

/// <summary>
/// Reports what a customer pays again and again. Any module may register any number of these (scoped); the burn rate sums them up. One that
/// throws is logged and named as unreadable, the others still count.
/// </summary>
public interface IRecurringCosts
{
    /// <summary>What it reports, as people call it, for example <c>Deployments</c>; localized.</summary>
    string Title { get; }

    /// <returns>What runs now, in the order to show; empty where nothing does.</returns>
    Task<IReadOnlyList<RecurringCost>> ReadAsync(string userId, CancellationToken cancellationToken);
}

/// <param name="Id">Of the thing that costs, for example a deployment's.</param>
/// <param name="Name">As the customer knows it.</param>
/// <param name="MonthlyCost">Zero or more credits per month; <see cref="PerMonth"/> converts other periods.</param>
/// <param name="Status">Of the thing that costs, in its own module's word, for example <c>Running</c>.</param>
/// <param name="Url">A path inside the tenant (<c>~/…</c>) where the customer finds it.</param>
public sealed record RecurringCost(string Id, string Name, CreditAmount MonthlyCost, string Status, string? Url = null)
{
    /// <summary>Thirty days count as one month (S0-43).</summary>
    public static readonly TimeSpan Month = TimeSpan.FromDays(30);

    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public CreditAmount MonthlyCost { get; } = MonthlyCost.IsNegative
        ? throw new ArgumentOutOfRangeException(nameof(MonthlyCost), MonthlyCost, "A recurring cost is zero or more.")
        : MonthlyCost;

    /// <summary>What <paramref name="cost"/> per <paramref name="period"/> makes in a month, rounded half to even to a millionth.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
    /// <exception cref="OverflowException">Out of range.</exception>
    public static CreditAmount PerMonth(CreditAmount cost, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(period, TimeSpan.Zero);
        return new CreditAmount(decimal.ToInt64(decimal.Round((decimal)cost.Micros * Month.Ticks / period.Ticks, MidpointRounding.ToEven)));
    }
}

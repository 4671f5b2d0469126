using System.Globalization;
using Marketplace.Ui;

namespace Marketplace.Credits;

/// <summary>What customers owned at the end of each of the last days.</summary>
internal sealed class OutstandingHistory(ReadSystemBalances balances, CreditUnit unit, TimeProvider time)
{
    private const int Days = 90;

    /// <returns>Null while no day is summed up: one point is no line.</returns>
    public async Task<ChartData?> ExecuteAsync(string name, CancellationToken cancellationToken)
    {
        var changes = (await balances.CustomersByDayAsync(cancellationToken)).ToDictionary(x => x.Day, x => x.Change, StringComparer.Ordinal);
        if (changes.Keys.All(x => x == "live"))
            return null;
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var owned = changes.Values.Aggregate(CreditAmount.Zero, (sum, x) => sum + x);
        var (labels, values) = (new List<string>(), new List<decimal?>());
        // From today backwards: what came since the last day that is summed up counts as today's.
        for (var day = today; day > today.AddDays(-Days); day = day.AddDays(-1))
        {
            labels.Insert(0, day.ToString("MMM d", CultureInfo.CurrentCulture));
            values.Insert(0, owned.ToDecimal());
            owned -= changes.GetValueOrDefault(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) + (day == today ? changes.GetValueOrDefault("live") : CreditAmount.Zero);
        }

        return new ChartData(labels, [new ChartSeries(name, values, "area")], "money", unit.Symbol);
    }
}

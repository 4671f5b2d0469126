using System.Globalization;
using Marketplace.Ui;

namespace Marketplace.Credits.Outstanding;

/// <summary>What customers owned at the end of each of the last days.</summary>
internal sealed class OutstandingHistory(ReadSystemBalances balances, CreditUnit unit, TimeProvider time)
{
    private const int Days = 90;

    /// <returns>Null while the ledger is empty.</returns>
    public async Task<ChartData?> ExecuteAsync(string name, CancellationToken cancellationToken)
    {
        var changes = await balances.CustomersByDayAsync(cancellationToken);
        if (changes.Count == 0)
            return null;
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var owned = changes.Values.Sum(x => x.ToDecimal());
        var (labels, values) = (new List<string>(), new List<decimal?>());
        for (var day = today; day > today.AddDays(-Days); day = day.AddDays(-1))
        {
            labels.Insert(0, day.InWords("MMM d"));
            values.Insert(0, owned);
            owned -= changes.GetValueOrDefault(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).ToDecimal();
        }

        return new ChartData(labels, [new ChartSeries(name, values, "area")], "money", unit.Symbol);
    }
}

using System.Globalization;
using Marketplace.Credits.BurnRate;
using Marketplace.Credits.LowBalance;
using Marketplace.Ui;
using Microsoft.Extensions.Localization;

namespace Marketplace.Credits.Balance.Chart;

/// <summary>The last 30 days of a balance, the next 30 as the burn rate has them, and the threshold of the low-balance notice.</summary>
internal sealed class BalanceChart(
    ReadDailyBalances readDailyBalances, IBurnRate burnRate, ReadThreshold readThreshold, CreditUnit unit, TimeProvider time,
    IStringLocalizer<BalanceChart> text)
{
    public const int Days = 30;

    /// <returns>Null for a customer whose wallet was never used.</returns>
    public async Task<ChartData?> DrawAsync(string userId, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var past = await readDailyBalances.ExecuteAsync(userId, today, Days + 1, cancellationToken);
        if (past.Count == 0)
            return null;
        var analysis = await burnRate.AnalyseAsync(userId, cancellationToken);
        var threshold = await readThreshold.ExecuteAsync(userId, cancellationToken);
        var series = new List<ChartSeries>
        {
            new(text["Balance"], [.. past.SkipLast(1).Select(x => Value(x)), Value(analysis.Balance), .. Nothing(Days)], "area"),
            new(text["Projection"], [.. Nothing(Days), .. Project(analysis.Balance, analysis.Monthly).Select(x => Value(x))], "projection"),
        };
        if (threshold is { } line)
            series.Add(new ChartSeries(text["Low balance"], [.. Enumerable.Repeat(Value(line), (2 * Days) + 1)], "threshold"));
        return new ChartData(
            [.. Enumerable.Range(-Days, (2 * Days) + 1).Select(i => today.AddDays(i).InWords("d MMM"))],
            series, "money", unit.Symbol);
    }

    /// <summary>Today and each of the next 30 days, in even steps down to the balance of S0-43.</summary>
    internal static IEnumerable<CreditAmount> Project(CreditAmount balance, CreditAmount monthly) =>
        Enumerable.Range(0, Days + 1).Select(day => balance - new CreditAmount((long)((Int128)monthly.Micros * day / Days)));

    private decimal? Value(CreditAmount amount) => amount.Round(unit.Decimals).ToDecimal();

    private static IEnumerable<decimal?> Nothing(int count) => Enumerable.Repeat<decimal?>(null, count);
}

using System.Globalization;

namespace Marketplace.Ui;

/// <summary>Values per UTC day, without gaps: days on which nothing happened are zero.</summary>
/// <param name="First">The day of the first value.</param>
public sealed record DailyValues(DateOnly First, IReadOnlyList<decimal> Values)
{
    /// <param name="byDay">Keys as <c>yyyy-MM-dd</c>; days outside the span are left out.</param>
    /// <param name="days">How many days up to and including <paramref name="last"/>, at least one.</param>
    public static DailyValues Fill(IReadOnlyDictionary<string, decimal> byDay, DateOnly last, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(days);
        var first = last.AddDays(1 - days);
        return new DailyValues(
            first,
            [.. Enumerable.Range(0, days)
                .Select(i => byDay.GetValueOrDefault(first.AddDays(i).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)))]);
    }

    public decimal Total => Values.Sum();

    /// <summary>The last <paramref name="days"/> of them.</summary>
    public DailyValues Last(int days) => new(First.AddDays(Values.Count - days), [.. Values.Skip(Values.Count - days)]);

    /// <summary>One series, its days as labels.</summary>
    public ChartData ToChart(string name, string format = "number") => new(
        [.. Enumerable.Range(0, Values.Count).Select(i => First.AddDays(i).InWords("MMM d"))],
        [new ChartSeries(name, [.. Values.Select(value => (decimal?)value)], "area")],
        format);

    /// <summary>How this compares with <paramref name="before"/>, in percent; null where there is nothing to compare with.</summary>
    public decimal? ChangeSince(DailyValues before) => before.Total == 0 ? null : Math.Round((Total - before.Total) / before.Total * 100);
}

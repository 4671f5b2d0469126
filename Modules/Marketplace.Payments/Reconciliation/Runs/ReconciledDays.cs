using System.Globalization;

namespace Marketplace.Payments.Reconciliation.Runs;

/// <summary>The days that a run compares: the last seven and today, but for the last minutes, whose messages may be on their way.</summary>
/// <param name="Before">Exclusive.</param>
internal sealed record ReconciledDays(DateOnly First, DateOnly Last, DateTimeOffset Before)
{
    private const int Whole = 7;

    private static readonly TimeSpan OnItsWay = TimeSpan.FromMinutes(10);

    public DateTimeOffset Since => new(First, TimeOnly.MinValue, TimeSpan.Zero);

    public string FirstText => Text(First);

    public string LastText => Text(Last);

    public IEnumerable<DateOnly> All => Enumerable.Range(0, Last.DayNumber - First.DayNumber + 1).Select(First.AddDays);

    public static ReconciledDays At(DateTimeOffset now)
    {
        var before = now - OnItsWay;
        var last = DateOnly.FromDateTime(before.UtcDateTime);
        return new ReconciledDays(last.AddDays(-Whole), last, before);
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

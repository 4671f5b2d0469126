using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Marketplace.Credits.Statements;

/// <summary>A calendar month in UTC, written <c>2026-11</c>.</summary>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct StatementMonth(int Year, int Month) : IComparable<StatementMonth>
{
    private const string Form = "yyyy-MM";

    public DateTimeOffset Begins => new(Year, Month, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The first moment of the next month.</summary>
    public DateTimeOffset Ends => Begins.AddMonths(1);

    public DateOnly FirstDay => new(Year, Month, 1);

    public DateOnly LastDay => FirstDay.AddMonths(1).AddDays(-1);

    /// <summary>For people, for example <c>November 2026</c>.</summary>
    public string Name => FirstDay.ToString("MMMM yyyy", CultureInfo.CurrentCulture);

    public static StatementMonth Of(DateTimeOffset time) => new(time.UtcDateTime.Year, time.UtcDateTime.Month);

    /// <summary>The year 9999 is left out, because its last month has no end.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out StatementMonth month)
    {
        var read = DateOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year < 9999;
        month = read ? new StatementMonth(day.Year, day.Month) : default;
        return read;
    }

    public StatementMonth AddMonths(int months)
    {
        var day = FirstDay.AddMonths(months);
        return new StatementMonth(day.Year, day.Month);
    }

    public int CompareTo(StatementMonth other) => (Year, Month).CompareTo((other.Year, other.Month));

    public override string ToString() => FirstDay.ToString(Form, CultureInfo.InvariantCulture);
}

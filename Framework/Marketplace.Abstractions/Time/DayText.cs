using System.Globalization;

namespace Marketplace.Abstractions;

/// <summary>
/// The product's one reading of days that people type: year, month and day, such as <c>2026-11-21</c>, which is the same day everywhere.
/// </summary>
public static class DayText
{
    private const string Form = "yyyy-MM-dd";

    /// <param name="text">Blanks around it do not count. <c>3/4/2026</c> and everything else that can be read in two ways is no
    /// day.</param>
    public static bool TryRead(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text?.Trim(), Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    public static string Write(DateOnly day) => day.ToString(Form, CultureInfo.InvariantCulture);
}

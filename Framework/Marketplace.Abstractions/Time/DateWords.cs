using System.Globalization;

namespace Marketplace.Abstractions;

/// <summary>Days with the month's name, in the order and with the points that the language spoken has: <c>30. Nov. 2026</c>.</summary>
public static class DateWords
{
    /// <param name="english">The pattern as English has it: <c>d MMM yyyy</c>, <c>MMM d</c> or <c>MMMM d, yyyy</c>.</param>
    public static string InWords(this DateTime moment, string english) => moment.ToString(PatternOf(english), CultureInfo.CurrentCulture);

    /// <param name="english">The pattern as English has it.</param>
    public static string InWords(this DateOnly day, string english) => day.ToString(PatternOf(english), CultureInfo.CurrentCulture);

    private static string PatternOf(string english)
    {
        var language = CultureInfo.CurrentCulture.TwoLetterISOLanguageName;
        if (language is not ("fr" or "de"))
            return english;
        var pattern = english.Replace("MMMM d, ", "d MMMM ", StringComparison.Ordinal).Replace("MMM d", "d MMM", StringComparison.Ordinal);
        return language == "de" ? pattern.Replace("d MMM", "d. MMM", StringComparison.Ordinal) : pattern;
    }
}

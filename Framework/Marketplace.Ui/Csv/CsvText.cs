using System.Globalization;

namespace Marketplace.Ui;

/// <summary>
/// Lines of a CSV file (RFC 4180). A text that a spreadsheet would take for a formula is led by an apostrophe; amounts, numbers and times
/// are written as they are, in the invariant form.
/// </summary>
public static class CsvText
{
    private static readonly System.Buffers.SearchValues<char> NeedQuotes = System.Buffers.SearchValues.Create(",\"\r\n;\t");

    /// <param name="cells">Text, <see cref="CreditAmount"/>, <see cref="Usd"/>, numbers, <see cref="DateTimeOffset"/>, or null for an empty
    /// cell.</param>
    /// <returns>The line with its end.</returns>
    public static string Line(params IEnumerable<object?> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    private static string Cell(object? value) => value switch
    {
        null => "",
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        CreditAmount amount => amount.ToString(),
        Usd amount => amount.ToString(),
        string text => Quote(IsFormula(text) ? "'" + text : text),
        IFormattable number => Quote(number.ToString(null, CultureInfo.InvariantCulture)),
        _ => Quote(value.ToString() ?? ""),
    };

    private static bool IsFormula(string text) =>
        text.AsSpan().TrimStart(' ') is [('=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠'), ..];

    private static string Quote(string text) =>
        text.AsSpan().ContainsAny(NeedQuotes) ? "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : text;
}

using System.Globalization;
using System.Text;

namespace Marketplace.Pdf;

/// <summary>
/// Hebrew within a line that runs from left to right: its words stand from right to left, with the numbers among them as they are (the
/// part of Unicode's bidirectional algorithm, UAX #9, that a line without marks of its own needs). The only right-to-left script of
/// documents, as the others join their letters (<see cref="Scripts.NeedsShaping"/>).
/// </summary>
internal static class VisualOrder
{
    private const string Open = "([{<«‹";
    private const string Close = ")]}>»›";

    /// <summary>Alone between two digits they belong to a number.</summary>
    private const string Separators = ".,:/+-\u00A0\u202F";

    /// <summary>Beside a digit they belong to its number, and so does the sign of a currency.</summary>
    private const string Signs = "%‰#°±";

    public static string Of(string line)
    {
        if (!line.EnumerateRunes().Any(Scripts.IsHebrew))
            return line;
        var elements = Elements(line);
        var kinds = KindsOf(elements);
        for (var first = 0; first < elements.Length; first++)
        {
            if (kinds[first] is not Kind.Hebrew)
                continue;
            var last = LastOf(elements, kinds, first);
            Turn(elements.AsSpan()[first..(last + 1)], kinds.AsSpan()[first..(last + 1)]);
            first = last;
        }

        return string.Concat(elements);
    }

    /// <summary>A piece that a Hebrew letter begins ends with the last such letter, number or bracket before another script.</summary>
    private static int LastOf(string[] elements, Kind[] kinds, int first)
    {
        var last = first;
        var open = new Stack<int>();
        for (var i = first + 1; i < elements.Length && kinds[i] is not Kind.Other; i++)
        {
            if (kinds[i] is Kind.Hebrew or Kind.Number)
                last = i;
            else if (Open.Contains(elements[i], StringComparison.Ordinal))
                open.Push(i);
            else if (Close.Contains(elements[i], StringComparison.Ordinal) && open.TryPop(out var opened) && opened < last)
                last = i;
        }

        return last;
    }

    private static void Turn(Span<string> elements, Span<Kind> kinds)
    {
        elements.Reverse();
        kinds.Reverse();
        for (var i = 0; i < elements.Length; i++)
        {
            elements[i] = Mirrored(elements[i]);
            var end = i + 1;
            while (kinds[i] is Kind.Number && end < elements.Length && kinds[end] is Kind.Number)
                end++;
            elements[i..end].Reverse();
            i = end - 1;
        }
    }

    private static string Mirrored(string element) =>
        Open.IndexOf(element, StringComparison.Ordinal) is >= 0 and var open ? Close[open].ToString()
        : Close.IndexOf(element, StringComparison.Ordinal) is >= 0 and var close ? Open[close].ToString()
        : element;

    /// <summary>Letters with the points that belong to them, which stay behind their letter.</summary>
    private static string[] Elements(string line)
    {
        var elements = new List<string>();
        for (var at = 0; at < line.Length; at += elements[^1].Length)
            elements.Add(line.Substring(at, StringInfo.GetNextTextElementLength(line, at)));
        return [.. elements];
    }

    private static Kind[] KindsOf(string[] elements)
    {
        Kind[] kinds = [.. elements.Select(x => KindOf(x.EnumerateRunes().First()))];
        for (var i = 1; i < kinds.Length - 1; i++)
        {
            if (kinds[i - 1] is Kind.Number && kinds[i + 1] is Kind.Number && Separators.Contains(elements[i], StringComparison.Ordinal))
                kinds[i] = Kind.Number;
        }

        for (var i = 1; i < kinds.Length; i++)
        {
            if (kinds[i] is Kind.Sign && kinds[i - 1] is Kind.Number)
                kinds[i] = Kind.Number;
        }

        for (var i = kinds.Length - 2; i >= 0; i--)
        {
            if (kinds[i] is Kind.Sign && kinds[i + 1] is Kind.Number)
                kinds[i] = Kind.Number;
        }

        return kinds;
    }

    private static Kind KindOf(Rune character) =>
        Scripts.IsHebrew(character) ? Kind.Hebrew
        : Rune.IsDigit(character) ? Kind.Number
        : Rune.IsLetter(character) ? Kind.Other
        : Rune.GetUnicodeCategory(character) is UnicodeCategory.CurrencySymbol
            || Signs.Contains(character.ToString(), StringComparison.Ordinal) ? Kind.Sign
        : Kind.Between;

    private enum Kind
    {
        Hebrew,
        Number,
        Sign,
        Between,
        Other,
    }
}

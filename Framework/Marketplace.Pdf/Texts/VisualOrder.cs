using System.Globalization;
using System.Text;

namespace Marketplace.Pdf;

/// <summary>
/// Hebrew within a line that runs from left to right: its words stand from right to left, with the numbers among them as they are. The
/// only right-to-left script of documents, as the others join their letters (<see cref="Scripts.NeedsShaping"/>).
/// </summary>
internal static class VisualOrder
{
    private const string Open = "([{<«‹";
    private const string Close = ")]}>»›";

    public static string Of(string line)
    {
        if (!line.EnumerateRunes().Any(Scripts.IsHebrew))
            return line;
        var elements = Elements(line);
        for (var first = 0; first < elements.Count; first++)
        {
            if (KindOf(elements[first]) is not Kind.Hebrew)
                continue;
            var (last, brackets) = (first, 0);
            for (var i = first + 1; i < elements.Count && KindOf(elements[i]) is not Kind.Other; i++)
            {
                if (Open.Contains(elements[i], StringComparison.Ordinal))
                    brackets++;
                else if (KindOf(elements[i]) is Kind.Hebrew || (Close.Contains(elements[i], StringComparison.Ordinal) && brackets-- > 0))
                    last = i;
            }

            Turn(elements, first, last);
            first = last;
        }

        return string.Concat(elements);
    }

    private static void Turn(List<string> elements, int first, int last)
    {
        elements.Reverse(first, last - first + 1);
        for (var i = first; i <= last; i++)
        {
            elements[i] = Mirrored(elements[i]);
            var end = i;
            while (KindOf(elements[i]) is Kind.Digit && end < last && (KindOf(elements[end + 1]) is Kind.Digit || IsInNumber(end + 1)))
                end++;
            elements.Reverse(i, end - i + 1);
            i = end;
        }

        bool IsInNumber(int at) => elements[at] is "." or "," or ":" or "/" && at < last && KindOf(elements[at + 1]) is Kind.Digit;
    }

    private static string Mirrored(string element) =>
        Open.IndexOf(element, StringComparison.Ordinal) is >= 0 and var open ? Close[open].ToString()
        : Close.IndexOf(element, StringComparison.Ordinal) is >= 0 and var close ? Open[close].ToString()
        : element;

    /// <summary>Letters with the points that belong to them, which stay behind their letter.</summary>
    private static List<string> Elements(string line)
    {
        var elements = new List<string>();
        for (var at = 0; at < line.Length; at += elements[^1].Length)
            elements.Add(line.Substring(at, StringInfo.GetNextTextElementLength(line, at)));
        return elements;
    }

    private static Kind KindOf(string element)
    {
        var character = element.EnumerateRunes().First();
        return Scripts.IsHebrew(character) ? Kind.Hebrew
            : Rune.IsDigit(character) ? Kind.Digit
            : Rune.IsLetter(character) ? Kind.Other
            : Kind.Between;
    }

    private enum Kind
    {
        Hebrew,
        Digit,
        Between,
        Other,
    }
}

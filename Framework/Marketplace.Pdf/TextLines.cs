namespace Marketplace.Pdf;

/// <summary>Breaks a text into lines of a width: between words, and inside what is longer than a line.</summary>
internal static class TextLines
{
    private const string More = "…";

    /// <param name="most">How many lines at most; what does not fit ends in an ellipsis.</param>
    public static IReadOnlyList<string> Break(Typeface font, double size, string text, double width, int most)
    {
        text = Printable(text);
        if (font.WidthOf(text, size) <= width)
            return [text];
        var lines = new List<string>();
        var rest = text.AsSpan().TrimStart();
        while (rest.Length > 0)
        {
            var length = Fitting(font, size, rest, width);
            if (length < rest.Length && lines.Count == most - 1)
            {
                lines.Add(string.Concat(rest[..Fitting(font, size, rest, width - font.WidthOf(More, size))].TrimEnd(), More));
                break;
            }

            lines.Add(rest[..length].TrimEnd().ToString());
            rest = rest[length..].TrimStart();
        }

        return lines;
    }

    /// <summary>How much of the text fits: whole words if one does, at least one character, never half of one.</summary>
    private static int Fitting(Typeface font, double size, ReadOnlySpan<char> text, double width)
    {
        var (low, high) = (1, text.Length);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (font.WidthOf(text[..middle], size) <= width)
                low = middle;
            else
                high = middle - 1;
        }

        if (low == text.Length || text[low] == ' ')
            return low;
        if (text[..low].LastIndexOf(' ') is > 0 and var space)
            return space + 1;
        return char.IsHighSurrogate(text[low - 1]) ? (low > 1 ? low - 1 : 2) : low;
    }

    private static string Printable(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(x => char.IsControl(x) ? ' ' : x)) : text;
}

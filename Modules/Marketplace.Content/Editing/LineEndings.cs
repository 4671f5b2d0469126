namespace Marketplace.Content.Editing;

/// <summary>
/// Browsers send every line of a form with CR LF, whatever the text had. Lines that nobody touched get back what they had.
/// </summary>
internal static class LineEndings
{
    /// <param name="stored">The text that the form was made from.</param>
    /// <param name="sent">What the form sent.</param>
    /// <returns>What was typed, byte for byte as stored where nothing was typed. New lines end as most of the stored ones do.</returns>
    public static string Keep(string stored, string sent)
    {
        var (before, after) = (Split(stored), Split(sent));
        var usual = Usual(before);
        var head = CommonHead(before, after);
        var tail = CommonTail(before, after, head);
        var text = new System.Text.StringBuilder(sent.Length);
        for (var i = 0; i < after.Count; i++)
        {
            var isLast = i == after.Count - 1;
            text.Append(after[i].Text);
            if (i < head && before[i].Ending.Length > 0)
                text.Append(isLast ? "" : before[i].Ending);
            else if (i >= after.Count - tail && before[before.Count - after.Count + i].Ending is { Length: > 0 } ending)
                text.Append(ending);
            else if (!isLast)
                text.Append(usual);
        }

        return text.ToString();
    }

    private static int CommonHead(IReadOnlyList<Line> before, IReadOnlyList<Line> after)
    {
        var same = 0;
        while (same < Math.Min(before.Count, after.Count) && before[same].Text == after[same].Text)
            same++;
        return same;
    }

    private static int CommonTail(IReadOnlyList<Line> before, IReadOnlyList<Line> after, int head)
    {
        var same = 0;
        while (same < Math.Min(before.Count, after.Count) - head && before[^(same + 1)].Text == after[^(same + 1)].Text)
            same++;
        return same;
    }

    private static string Usual(IReadOnlyList<Line> lines) =>
        lines.Where(x => x.Ending.Length > 0).GroupBy(x => x.Ending, StringComparer.Ordinal).MaxBy(x => x.Count())?.Key ?? "\n";

    private static List<Line> Split(string text)
    {
        var lines = new List<Line>();
        var start = 0;
        while (text.AsSpan(start).IndexOfAny('\r', '\n') is var length and >= 0)
        {
            var end = start + length;
            var next = text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? end + 2 : end + 1;
            lines.Add(new Line(text[start..end], text[end..next]));
            start = next;
        }

        lines.Add(new Line(text[start..], ""));
        return lines;
    }

    private sealed record Line(string Text, string Ending);
}

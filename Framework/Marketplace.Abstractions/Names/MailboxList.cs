namespace Marketplace.Abstractions;

/// <param name="Line">From 1.</param>
/// <param name="Text">As it stands there.</param>
public sealed record ListedText(int Line, string Text);

/// <summary>
/// Mail addresses as people paste or upload them: one or more in a line, separated by commas, semicolons, tabs or blanks, with or without
/// names, or a column of a CSV file. Whatever looks like an address and is none is refused with its line, never shortened to one.
/// </summary>
/// <param name="Mailboxes">Each once, in the order of the list.</param>
/// <param name="Refused">What has no address, or something that looks like one and is none.</param>
/// <param name="Repeated">Addresses that stand further up already, in whatever spelling.</param>
public sealed record MailboxList(IReadOnlyList<Mailbox> Mailboxes, IReadOnlyList<ListedText> Refused, IReadOnlyList<ListedText> Repeated)
{
    private readonly record struct Cell(IReadOnlyList<Mailbox> Mailboxes, string? Refused);

    public static MailboxList Read(string? text)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var (mailboxes, refused, repeated) = (new List<Mailbox>(), new List<ListedText>(), new List<ListedText>());
        var (number, isFirst) = (0, true);
        foreach (var line in (text ?? "").TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            var cells = Split(line).Select(ReadCell).ToList();
            foreach (var mailbox in cells.SelectMany(x => x.Mailboxes))
            {
                if (seen.Add(mailbox.Key))
                    mailboxes.Add(mailbox);
                else
                    repeated.Add(new ListedText(number, mailbox.Address));
            }

            refused.AddRange(cells.Where(x => x.Refused is not null).Select(x => new ListedText(number, x.Refused!)));
            var isEmpty = cells.TrueForAll(x => x.Mailboxes.Count == 0 && x.Refused is null);
            // A first line of words alone names the columns.
            if (isEmpty && !(isFirst && !line.Contains('.', StringComparison.Ordinal)))
                refused.Add(new ListedText(number, line.Trim()));
            isFirst = false;
        }

        return new MailboxList(mailboxes, refused, repeated);
    }

    private static Cell ReadCell(string cell)
    {
        if (Mailbox.TryParse(cell, allowName: true, out var mailbox))
            return new Cell([mailbox], null);
        // A cell of a CSV file that holds a mailbox with a name doubles the quotation marks in it.
        if (cell is ['"', .. var quoted, '"']
            && Mailbox.TryParse(quoted.Replace("\"\"", "\"", StringComparison.Ordinal), allowName: true, out mailbox))
            return new Cell([mailbox], null);
        var several = new List<Mailbox>();
        foreach (var part in cell.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Mailbox.TryParse(part, allowName: false, out mailbox))
                return new Cell([], LooksLikeAddress(cell) ? cell : null);
            several.Add(mailbox);
        }

        return new Cell(several, null);
    }

    /// <summary>Also the @ of wide East Asian letters.</summary>
    private static bool LooksLikeAddress(string cell) => cell.AsSpan().ContainsAny('@', '\uFF20', '\uFE6B');

    /// <summary>Commas, semicolons and tabs separate, but not in quotation marks or angle brackets.</summary>
    private static IEnumerable<string> Split(string line)
    {
        var (start, inQuotes, inBrackets) = (0, false, false);
        for (var i = 0; i < line.Length; i++)
        {
            switch (line[i])
            {
                case '\\' when inQuotes:
                    i++;
                    break;
                case '"':
                    inQuotes = !inQuotes;
                    break;
                case '<' or '>' when !inQuotes:
                    inBrackets = line[i] == '<';
                    break;
                case ',' or ';' or '\t' when !inQuotes && !inBrackets:
                    if (line[start..i].Trim() is { Length: > 0 } cell)
                        yield return cell;
                    start = i + 1;
                    break;
            }
        }

        if (line[start..].Trim() is { Length: > 0 } last)
            yield return last;
    }
}

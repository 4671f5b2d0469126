using System.Text;

namespace Marketplace.Content.Forwarding;

/// <summary>Reads CSV as spreadsheets write it: commas, semicolons or tabs, quotes doubled within quotes, any line ends.</summary>
internal static class CsvReader
{
    /// <returns>Each row with the number of the line it begins in; rows without anything are left out.</returns>
    /// <exception cref="UnclosedQuoteException">A quote is opened and never closed.</exception>
    public static IEnumerable<(int Line, IReadOnlyList<string> Cells)> Read(string text)
    {
        var separator = Separator(text);
        var (cells, cell) = (new List<string>(), new StringBuilder());
        var (line, start, quotedFrom) = (1, 1, 0);
        for (var i = text.StartsWith('\uFEFF') ? 1 : 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\n')
                line++;
            if (quotedFrom > 0)
            {
                if (c != '"')
                    cell.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"')
                    cell.Append(text[++i]);
                else
                    quotedFrom = 0;
            }
            else if (c == '"' && cell.Length == 0)
            {
                quotedFrom = line;
            }
            else if (c == separator)
            {
                cells.Add(Take(cell));
            }
            else if (c == '\n')
            {
                cells.Add(Take(cell));
                if (cells.Exists(x => x.Length > 0))
                    yield return (start, cells);
                (cells, start) = ([], line);
            }
            else if (c != '\r')
            {
                cell.Append(c);
            }
        }

        if (quotedFrom > 0)
            throw new UnclosedQuoteException(quotedFrom);
        cells.Add(Take(cell));
        if (cells.Exists(x => x.Length > 0))
            yield return (start, cells);
    }

    private static string Take(StringBuilder cell)
    {
        var taken = cell.ToString().Trim();
        cell.Clear();
        return taken;
    }

    private static char Separator(string text)
    {
        var first = text.AsSpan(0, text.IndexOf('\n') is >= 0 and var end ? end : text.Length);
        return first.Contains(';') && !first.Contains(',') ? ';' : first.Contains('\t') && !first.Contains(',') ? '\t' : ',';
    }
}

internal sealed class UnclosedQuoteException(int line) : Exception
{
    /// <summary>Where the quote begins; 1 is the first.</summary>
    public int Line { get; } = line;
}

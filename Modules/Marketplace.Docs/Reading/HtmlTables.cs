using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Marketplace.Docs.Reading;

/// <summary>A table of HTML as a table of Markdown.</summary>
internal static partial class HtmlTables
{
    /// <returns>Null where there is no table in the HTML.</returns>
    public static string? Find(string html)
    {
        if (!html.Contains("<table", StringComparison.OrdinalIgnoreCase))
            return null;
        var tables = new HtmlParser().ParseDocument(html).QuerySelectorAll<IHtmlTableElement>("table").Select(Write).ToList();
        return tables.Count > 0 ? string.Join("\n", tables) : null;
    }

    private static string Write(IHtmlTableElement table)
    {
        var text = new StringBuilder("\n");
        var isFirst = true;
        foreach (var row in table.Rows.Where(x => x.Cells.Length > 0))
        {
            text.Append("| ").AppendJoin(" | ", row.Cells.Select(Cell)).Append(" |\n");
            if (isFirst)
                text.Append('|').Insert(text.Length, " --- |", row.Cells.Length).Append('\n');
            isFirst = false;
        }

        return text.ToString();
    }

    private static string Cell(IElement cell) =>
        Whitespace().Replace(cell.TextContent, " ").Trim().Replace("|", "\\|", StringComparison.Ordinal);

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Whitespace();
}

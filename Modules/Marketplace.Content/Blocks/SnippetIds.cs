using System.Globalization;

namespace Marketplace.Content.Blocks;

/// <summary>The same snippet may stand twice on a page, beside headings of the same words: its ids get a number of the use.</summary>
internal static class SnippetIds
{
    public static string Number(string html, int use)
    {
        var prefix = string.Create(CultureInfo.InvariantCulture, $"snippet-{use}:");
        return HtmlAttributes.Change(html, (name, value) => name switch
        {
            "id" => prefix + value,
            "aria-labelledby" => string.Join(' ', value.Split(' ').Select(x => prefix + x)),
            "href" when value.Length > 1 && value[0] == '#' => "#" + prefix + value[1..],
            _ => value,
        });
    }
}

using System.Text.RegularExpressions;
using Marketplace.Testing;

namespace Marketplace.Ui.Tests.Host;

/// <summary>Slips that compile and show nonsense: the view localizer's own objects where a plain text is needed.</summary>
public sealed class ViewTextTests
{
    private const string Components =
        "icon|money|time-ago|status|form-field|empty-state|pager|copy-button|page-header|panel|line-chart|stat|steps";

    [Fact]
    public void Texts_with_values_use_GetString_where_the_plain_text_is_needed() =>
        Assert.Empty(Find(@"L\[""[^""]*\{0[^""]*"",(?:[^\[\]]|\[[^\]]*\])*\]\.Value"));

    [Fact]
    public void Attributes_of_components_get_texts_and_not_html_objects() =>
        Assert.Empty(Find($@"<(?:{Components})\b[^>]*=""@L\[""[^""]*""[^\]]*\]"""));

    private static IEnumerable<string> Find(string pattern)
    {
        var root = Path.GetDirectoryName(MarketplaceApp.ContentRoot())!;
        return
            from folder in new[] { "Framework", "Modules", "Themes" }
            from file in Directory.EnumerateFiles(Path.Combine(root, folder), "*.cshtml", SearchOption.AllDirectories)
            where !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/node_modules/", StringComparison.Ordinal)
            from Match match in Regex.Matches(File.ReadAllText(file), pattern, RegexOptions.None, TimeSpan.FromMinutes(1))
            select $"{Path.GetRelativePath(root, file)}: {match.Value}";
    }
}

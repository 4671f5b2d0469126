using System.Text.RegularExpressions;
using System.Xml.Linq;
using Marketplace.Testing;

namespace Marketplace.Docs.Tests.Samples;

/// <summary>
/// What stands in bold in the sample documentation is on a screen in just these words: menu entries, buttons, fields and messages, in the
/// language of the page. Ways through menus are written <c>**Admin › Payments › Refunds**</c>.
/// </summary>
public sealed partial class ScreenNameTests
{
    private static readonly string Root = Path.GetDirectoryName(MarketplaceApp.ContentRoot())!;

    /// <summary>Names of roles are the tenant's data, not texts of the product.</summary>
    private static readonly HashSet<string> Roles =
        new(typeof(Roles).GetFields().Select(x => (string)x.GetRawConstantValue()!), StringComparer.Ordinal);

    [Theory, InlineData("en"), InlineData("fr"), InlineData("de")]
    public void Every_name_in_bold_is_on_a_screen(string language)
    {
        var texts = Texts(language);
        var known = texts.ToHashSet(StringComparer.Ordinal);
        var patterns = texts.Where(x => Placeholder.IsMatch(x) && Placeholder.Replace(x, "").Trim().Length > 3).Select(Pattern).ToList();
        var pages = Directory.GetDirectories(Path.Combine(Root, "App_Data.sample", "docs"))
            .Select(x => Path.Combine(x, language)).Where(Directory.Exists)
            .SelectMany(x => Directory.GetFiles(x, "*.md", SearchOption.AllDirectories)).ToList();
        Assert.True(pages.Count > 20, $"{pages.Count} pages are there.");

        var names = from page in pages
                    from name in NamesIn(File.ReadAllText(page))
                    select (Page: Path.GetRelativePath(Root, page), Name: name);
        var unknown = (
            from x in names
            where !Roles.Contains(x.Name) && !known.Contains(x.Name) && !known.Contains(x.Name.TrimEnd(':').TrimEnd())
                && !patterns.Exists(pattern => pattern.IsMatch(x.Name)) && !(language == "en" && IsWritten(x.Name))
            select $"{x.Page}: {x.Name}").ToList();
        Assert.True(unknown.Count == 0, "On no screen:\n" + string.Join('\n', unknown));
    }

    /// <summary>
    /// Languages have one text for words that differ in capitals alone, so English names may be on a screen and not be the key of one.
    /// </summary>
    private static bool IsWritten(string name) => new[] { "Framework", "Modules", "Themes" }.Any(
        folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cshtml", SearchOption.AllDirectories)
            .Any(x => File.ReadAllText(x).Contains($"@L[\"{name}\"]", StringComparison.Ordinal)));

    private static IEnumerable<string> NamesIn(string markdown) =>
        from match in Bold.Matches(Fences.Replace(markdown, ""))
        from name in match.Groups["name"].Value.Split('›')
        select Blanks.Replace(name, " ").Trim();

    private static List<string> Texts(string language) =>
    [
        .. from folder in new[] { "Framework", "Modules", "Themes" }
            from file in Directory.GetFiles(
                Path.Combine(Root, folder), $"Texts.{(language == "en" ? "fr" : language)}.resx", SearchOption.AllDirectories)
            from text in XDocument.Load(file).Root!.Elements("data")
            select language == "en" ? text.Attribute("name")!.Value : text.Element("value")!.Value,
    ];

    private static Regex Pattern(string text) => new(
        "^" + Placeholder.Replace(Regex.Escape(text).Replace("\\{", "{", StringComparison.Ordinal), ".+?") + "$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, TimeSpan.FromMinutes(1));

    [GeneratedRegex(@"\*\*(?<name>[^*]+)\*\*", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Bold { get; }

    [GeneratedRegex(@"\s*\n\s*", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Blanks { get; }

    [GeneratedRegex("(?s)```.*?```", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Fences { get; }

    [GeneratedRegex(@"\{[0-9]+[^}]*\}", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Placeholder { get; }
}

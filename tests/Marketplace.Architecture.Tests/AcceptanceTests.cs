using System.Text.RegularExpressions;

namespace Marketplace.Architecture.Tests;

/// <summary>
/// <c>docs/acceptance.md</c> says what the product must do and which lines it does; tests name the lines that they show:
/// <c>[Trait("Acceptance", "S0-38")]</c>. The two never tell different stories.
/// </summary>
public sealed partial class AcceptanceTests
{
    private static readonly string List = File.ReadAllText(Path.Combine(Repository.Root, "docs", "acceptance.md"));

    /// <summary>Every line, and whether it is done as written.</summary>
    private static readonly Dictionary<string, bool> Lines =
        Marks().Matches(List).ToDictionary(x => x.Groups["id"].Value, x => x.Groups["done"].Value == "x", StringComparer.Ordinal);

    private static readonly IReadOnlyList<(string Id, string File)> Shown =
        [.. from file in Repository.Files
            where file.IsIn("tests") && !file.IsIn("tests/Marketplace.Architecture.Tests")
                && file.Path.EndsWith(".cs", StringComparison.Ordinal)
            from match in Traits().Matches(file.Text)
            select (match.Groups["id"].Value, file.Path)];

    [Fact]
    public void A_test_names_only_lines_that_are_done() =>
        Findings.None(
            "Tests name lines that docs/acceptance.md marks as done, because a user gets them as written:",
            from shown in Shown
            where !Lines.GetValueOrDefault(shown.Id)
            select $"{shown.Id} in {shown.File}{(Lines.ContainsKey(shown.Id) ? "" : ", which does not exist")}");

    [Fact]
    public void Every_line_that_is_done_is_shown_by_a_test() =>
        Findings.None(
            "docs/acceptance.md marks as done what no test shows:",
            Lines.Where(x => x.Value).Select(x => x.Key).Except(Shown.Select(x => x.Id), StringComparer.Ordinal));

    /// <summary>So that nobody needs another document to understand a citation.</summary>
    [Fact]
    public void Every_id_that_is_cited_has_its_text() =>
        Findings.None(
            "These ids are cited but not in docs/acceptance.md:",
            from file in Repository.Files
            where file.IsIn("Framework", "Modules", "Themes", "tests", "docs")
                && Path.GetExtension(file.Path) is ".cs" or ".cshtml" or ".js" or ".md"
            from match in Citations().Matches(file.Text)
            where !List.Contains($"**{match.Value}**", StringComparison.Ordinal)
            select $"{match.Value} in {file.Path}");

    [Fact]
    public void What_is_open_is_written_down()
    {
        var open = Lines.Where(x => !x.Value).Select(x => x.Key).ToList();
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "tests", "artifacts"));
        File.WriteAllLines(Path.Combine(folder.FullName, "acceptance-gaps.txt"), open);
        TestContext.Current.TestOutputHelper?.WriteLine($"{open.Count} of {Lines.Count} lines are open: {string.Join(' ', open)}");
        Assert.NotEmpty(Lines);
    }

    [GeneratedRegex("""Trait\("Acceptance",\s*"(?<id>[^"]+)"\)""", RegexOptions.None, 1000)]
    private static partial Regex Traits();

    [GeneratedRegex(@"^- \[(?<done>[x ])\] \*\*(?<id>S\d-\d+)\*\*", RegexOptions.Multiline, 1000)]
    private static partial Regex Marks();

    [GeneratedRegex(@"\b(S[0-4]-\d+|[DO]\d{1,2})\b(?=[^\w""'`/=]|$)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Citations();
}

using System.Text.RegularExpressions;

namespace Marketplace.Architecture.Tests;

/// <summary>Tests name the lines of the acceptance list that they show: <c>[Trait("Acceptance", "S0-38")]</c>.</summary>
public sealed partial class AcceptanceTests
{
    /// <summary>The first sale: the journey of a new user and the Buy Now endpoint.</summary>
    private static readonly string[] Needed = ["S0-38", "S1-21", "S1-22", "S1-23", "S1-24", "S1-25", "S1-26"];

    private static readonly IReadOnlyList<string> Known = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "acceptance-ids.txt"));

    private static readonly IReadOnlyList<(string Id, string File)> Shown =
        [.. from file in Repository.Files
            where file.IsIn("tests") && !file.IsIn("tests/Marketplace.Architecture.Tests") && file.Path.EndsWith(".cs", StringComparison.Ordinal)
            from match in Traits().Matches(file.Text)
            select (match.Groups["id"].Value, file.Path)];

    [Fact]
    public void Every_line_that_a_test_names_exists() =>
        Findings.None("Tests name lines of the acceptance list:", from shown in Shown where !Known.Contains(shown.Id, StringComparer.Ordinal) select $"{shown.Id} in {shown.File}");

    [Fact]
    public void Every_step_of_the_first_sale_is_shown() =>
        Findings.None("No test shows these lines of the acceptance list:", Needed.Except(Shown.Select(x => x.Id), StringComparer.Ordinal));

    /// <summary>What nothing shows yet stands in <c>tests/artifacts/acceptance-gaps.txt</c> after a run.</summary>
    [Fact]
    public void The_lines_that_nothing_shows_are_listed()
    {
        var gaps = Known.Except(Shown.Select(x => x.Id), StringComparer.Ordinal).ToList();
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "tests", "artifacts"));
        File.WriteAllLines(Path.Combine(folder.FullName, "acceptance-gaps.txt"), gaps);
        Assert.Equal(Known.Count, gaps.Count + Shown.Select(x => x.Id).Intersect(Known, StringComparer.Ordinal).Count());
    }

    [GeneratedRegex("""Trait\("Acceptance",\s*"(?<id>[^"]+)"\)""", RegexOptions.None, 1000)]
    private static partial Regex Traits();
}

using System.Text.RegularExpressions;

namespace Marketplace.Architecture.Tests;

/// <summary>Rules that a compiler does not keep.</summary>
public sealed class SourceRuleTests
{
    private const int LongestFile = 500;

    [Fact]
    public void Time_comes_from_a_TimeProvider() =>
        Findings.None(
            "Ask the TimeProvider for the time:", Find(Repository.Product(".cs", ".cshtml"), @"\bDateTime(Offset)?\.(UtcNow|Now|Today)\b"));

    [Fact]
    public void Money_is_never_a_floating_point_number() =>
        Findings.None(
            "No double or float where money is counted:",
            Find(
                Repository.Product(".cs", ".cshtml").Where(x => x.IsIn(
                    "Modules/Marketplace.Credits", "Modules/Marketplace.TfpMigration", "Modules/Marketplace.Payments",
                    "Modules/Marketplace.Catalog", "Modules/Marketplace.Orders", "Modules/Marketplace.Deployments")),
                @"\b(double|float|GetDouble|GetSingle)\b"));

    [Fact]
    public void Pages_have_no_inline_styles_or_handlers() =>
        Findings.None(
            "The Content-Security-Policy refuses these:",
            Find(Repository.Product(".cshtml"), @"(\sstyle=|\son[a-z]+=[""']|javascript:|<style\b|<script>)"));

    /// <summary>A misspelt or new name must be as strict as Production.</summary>
    [Fact]
    public void Development_is_the_only_environment_that_is_asked_for() =>
        Findings.None(
            "Ask whether it is Development, and be strict everywhere else:",
            Find(
                Repository.Product(".cs", ".cshtml"),
                @"\bIs(Production|Staging|Environment)\(|\bEnvironments\.(Production|Staging)\b|\bEnvironmentName\b|<environment\b"));

    [Fact]
    public void Nothing_is_left_for_later() =>
        Findings.None(
            "No notes of unfinished work:",
            Find(
                Repository.Product(".cs", ".cshtml", ".js", ".css"), @"\b(TODO|FIXME|HACK|XXX|NotImplementedException)\b",
                withComments: true));

    [Fact]
    public void No_file_is_too_long_to_read() =>
        Findings.None(
            $"No source file has more than {LongestFile} lines:",
            from file in Repository.Files
            where Path.GetExtension(file.Path) is ".cs" or ".cshtml" or ".js" or ".css" or ".sh"
            let lines = file.Lines.Count
            where lines > LongestFile
            select $"{file.Path}: {lines}");

    private static IEnumerable<string> Find(IEnumerable<SourceFile> files, string pattern, bool withComments = false)
    {
        var expression = new Regex(pattern, RegexOptions.None, TimeSpan.FromMinutes(1));
        return
            from file in files
            from line in file.Lines.Select((text, index) => (Text: withComments ? text : WithoutComment(text), Number: index + 1))
            where expression.IsMatch(line.Text)
            select $"{file.Path}:{line.Number}: {line.Text.Trim()}";
    }

    private static string WithoutComment(string line)
    {
        var start = line.TrimStart();
        return start.StartsWith("//", StringComparison.Ordinal) || start.StartsWith("@*", StringComparison.Ordinal) ? "" : line;
    }
}

using System.Text.RegularExpressions;

namespace Marketplace.Architecture.Tests;

public sealed partial class LineTests
{
    private const int Longest = 140;

    [Fact]
    public void Lines_of_code_fit_on_a_screen() =>
        Findings.None($"Lines of C# have at most {Longest} characters:", LongerLines(".cs", _ => false));

    /// <summary>A sentence for people is one constant, which nobody breaks: its translation is found by it.</summary>
    [Fact]
    public void Lines_of_markup_fit_on_a_screen_but_for_whole_sentences() =>
        Findings.None($"Lines of Razor have at most {Longest} characters:", LongerLines(".cshtml", Sentence().IsMatch));

    private static IEnumerable<string> LongerLines(string ending, Predicate<string> mayBeLonger) =>
        from file in Repository.Files
        where file.Path.EndsWith(ending, StringComparison.Ordinal)
        from line in file.Lines.Select((text, index) => (Text: text, Number: index + 1))
        where line.Text.Length > Longest && !mayBeLonger(line.Text)
        select $"{file.Path}:{line.Number}: {line.Text.Length}";

    [GeneratedRegex("\"[^\"=<>]{70,}\"", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Sentence();
}

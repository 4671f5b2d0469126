namespace Marketplace.Architecture.Tests;

public sealed class LineTests
{
    private const int Longest = 140;

    [Fact]
    public void Lines_of_code_fit_on_a_screen() =>
        Findings.None(
            $"Lines of C# have at most {Longest} characters:",
            from file in Repository.Files
            where file.Path.EndsWith(".cs", StringComparison.Ordinal)
            from line in file.Lines.Select((text, index) => (Text: text, Number: index + 1))
            where line.Text.Length > Longest
            select $"{file.Path}:{line.Number}: {line.Text.Length}");
}

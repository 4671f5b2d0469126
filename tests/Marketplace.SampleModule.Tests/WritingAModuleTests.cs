using System.Text.RegularExpressions;

namespace Marketplace.SampleModule.Tests;

/// <summary>
/// <c>docs/writing-a-module.md</c> prints the sample module. A block of code has the path of its file above it, alone and in backticks.
/// With the variable <c>MARKETPLACE_WRITE_DOCS</c> set to 1 the blocks that differ are written anew from the files.
/// </summary>
public sealed partial class WritingAModuleTests
{
    private static readonly string Document = Path.GetFullPath(Path.Combine(Greetings.Folder, "..", "..", "docs", "writing-a-module.md"));
    private static readonly string[] Printed = [".cs", ".cshtml", ".csproj", ".json"];
    private static readonly string[] Built = ["bin", "obj"];

    private static bool Writes => Environment.GetEnvironmentVariable("MARKETPLACE_WRITE_DOCS") == "1";

    [Fact]
    public void Each_block_stands_in_its_file_word_for_word()
    {
        var text = File.ReadAllText(Document);
        if (Writes)
            File.WriteAllText(Document, text = Blocks().Replace(text, Renewed));
        var wrong = string.Join(", ", Blocks().Matches(text).Where(x => !IsInItsFile(x)).Select(PathIn));
        Assert.True(wrong.Length == 0, $"Not word for word in its file: {wrong}. MARKETPLACE_WRITE_DOCS=1 writes them anew.");
    }

    /// <summary>So that whoever copies the page has the whole module.</summary>
    [Fact]
    public void Each_file_of_the_sample_is_printed_in_full()
    {
        var blocks = Blocks().Matches(File.ReadAllText(Document)).ToLookup(PathIn, CodeIn, StringComparer.Ordinal);
        var missing =
            from file in new DirectoryInfo(Greetings.Folder).EnumerateFiles("*", SearchOption.AllDirectories)
            let path = Path.GetRelativePath(Greetings.Folder, file.FullName).Replace('\\', '/')
            where Printed.Contains(file.Extension, StringComparer.Ordinal)
            where !path.Split('/').Intersect(Built, StringComparer.Ordinal).Any()
            where !blocks[path].Contains(TextOf(path), StringComparer.Ordinal)
            select path;
        Assert.Equal([], missing.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_code_is_printed_that_nothing_compares()
    {
        var text = File.ReadAllText(Document);
        var known = Blocks().Matches(text).Select(x => x.Groups["fence"].Index).ToHashSet();
        var unknown = Fences().Matches(text).Where(x => !known.Contains(x.Index)).Select(x => x.Value.Trim());
        Assert.Equal([], unknown);
        Assert.NotEmpty(known);
    }

    private static string PathIn(Match block) => block.Groups["path"].Value;

    private static string CodeIn(Match block) => block.Groups["code"].Value;

    private static string? TextOf(string path)
    {
        var file = Path.Combine(Greetings.Folder, path);
        return File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n").TrimEnd('\n') : null;
    }

    private static bool IsInItsFile(Match block) => TextOf(PathIn(block))?.Contains(CodeIn(block), StringComparison.Ordinal) ?? false;

    private static string Renewed(Match block) =>
        TextOf(PathIn(block)) is { } text && !IsInItsFile(block)
            ? block.Value.Replace(CodeIn(block), text, StringComparison.Ordinal)
            : block.Value;

    [GeneratedRegex(
        @"^`(?<path>[\w./-]+\.\w+)`\n\n(?<fence>```)\w+\n(?<code>[\s\S]*?)\n```$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        5000)]
    private static partial Regex Blocks();

    /// <summary>What begins a block of code that a reader would compile.</summary>
    [GeneratedRegex(@"^```(csharp|cs|razor|cshtml|html|xml|json)\b", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Fences();
}

using System.Text.RegularExpressions;
using Marketplace.Docs.Tests.Samples;

namespace Marketplace.Docs.Tests.Examples;

/// <summary>One fence of a page.</summary>
/// <param name="Section">The number of the heading above it.</param>
/// <param name="Sentence">What the page says right after it, up to the first full stop.</param>
internal sealed record Fence(string Info, string Text, int Section, string Sentence);

/// <summary>What stands in fences, in the order of the page.</summary>
internal static partial class PageExamples
{
    /// <summary>A call that readers can make.</summary>
    public const string Call = "bash";

    /// <summary>The answer to the call before it.</summary>
    public const string Answer = "json";

    /// <summary>Commands on the server; no call of the API.</summary>
    public const string Server = "sh";

    public static IReadOnlyList<Fence> In(SamplePage page)
    {
        // Every line of a fence is seen, whatever comes after the three marks.
        var marks = page.Text.Split('\n').Count(x => x.TrimStart() is ['`', '`', '`', ..] or ['~', '~', '~', ..]);
        var found = Fences.Matches(page.Text);
        Assert.True(marks == 2 * found.Count, $"{page.File} has {marks} lines with marks of fences, and {found.Count} fences are understood.");
        return
        [
            .. found.Select(x => new Fence(
                x.Groups["info"].Value,
                x.Groups["text"].Value,
                Headings.Count(page.Text[..x.Index]),
                Sentences.Match(page.Text, x.Index + x.Length).Groups["words"].Value)),
        ];
    }

    [GeneratedRegex(@"^```(?<info>[a-z]*)\n(?<text>.*?)^```\n", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Fences { get; }

    [GeneratedRegex("^## ", RegexOptions.Multiline, 5000)]
    private static partial Regex Headings { get; }

    /// <summary>A paragraph's beginning; no heading, fence, quote, table or list.</summary>
    [GeneratedRegex(@"\G\n(?<words>[^\n#`|>-].*?|`[^`].*?)(\.\s|:\s|\n\n|\z)", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Sentences { get; }
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Marketplace.Architecture.Tests.Texts;

/// <summary>The product's own texts are complete in each of its languages.</summary>
public sealed partial class UntranslatedTests
{
    private static readonly string[] Languages = [.. SiteLanguages.Known.Skip(1).Select(x => x.Code)];
    private static readonly JsonSerializerOptions Lines = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void The_finder_finds_texts()
    {
        Assert.True(TextKeys.All.Count > 2000, $"Only {TextKeys.All.Count} texts were found.");
        Assert.Contains(TextKeys.All, x => x is { Project: "Marketplace.Users", Key: "Forgot your password?" });
        Assert.Contains(TextKeys.All, x => x is { Project: TextKeys.Shared, Key: "Cancel" });
        Assert.Contains(TextKeys.All, x => x.Key == "Enter the admin portal");
        Assert.DoesNotContain(TextKeys.All, x => x.Key.StartsWith("select ", StringComparison.Ordinal));
    }

    /// <summary>
    /// What is missing is also written to <c>tests/artifacts/untranslated.txt</c>, and what there is to translate to <c>texts.txt</c>
    /// beside it: one JSON object a line.
    /// </summary>
    [Fact]
    public void Every_text_is_there_in_every_language()
    {
        var missing = (from language in Languages
                       from text in TextKeys.All
                       where !TextFiles.Of(text.Project, language).ContainsKey(text.Key)
                       select new { language, project = text.Project, key = text.Key, file = text.File }).ToList();
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "tests", "artifacts")).FullName;
        File.WriteAllLines(Path.Combine(folder, "untranslated.txt"), missing.Select(x => JsonSerializer.Serialize(x, Lines)));
        File.WriteAllLines(
            Path.Combine(folder, "texts.txt"),
            TextKeys.All.Select(x => JsonSerializer.Serialize(new { project = x.Project, key = x.Key, file = x.File }, Lines)));
        Findings.None(
            $"Texts.fr.resx and Texts.de.resx of each project have what it says, and those of {TextKeys.Shared} what several say:",
            missing.Select(x => $"{x.language} {x.project}: {x.key} ({x.file})"));
    }

    [Fact]
    public void Nothing_is_translated_that_nobody_says()
    {
        var said = TextKeys.All.Select(x => (x.Project, x.Key)).ToHashSet();
        Findings.None(
            "Each entry of a Texts.*.resx is a text of its project (or, if several projects say it, of the shared one):",
            from language in Languages
            from project in TextFiles.Projects
            from text in TextFiles.Of(project, language).Keys
            where !said.Contains((project, text))
            select $"{language} {project}: {text}");
    }

    /// <summary>A value that is left out is a sentence that lies; one that is not given is an error on the page.</summary>
    [Fact]
    public void A_translation_has_the_values_of_the_text() =>
        Findings.None(
            "Values such as {0} and {{name}} are the same ones in each language:",
            from language in Languages
            from project in TextFiles.Projects
            from text in TextFiles.Of(project, language)
            where !ValuesOf(text.Key).SetEquals(ValuesOf(text.Value))
            select $"{language} {project}: {text.Key} → {text.Value}");

    [Fact]
    public void The_files_are_in_order() =>
        Findings.None(
            "Entries of Texts.*.resx are sorted, each once whatever its case, so that two changes meet in one place only:",
            from language in Languages
            from project in TextFiles.Projects
            let keys = TextFiles.KeysInOrder(project, language)
            where !keys.SequenceEqual(keys.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal), StringComparer.Ordinal)
            select $"{language} {project}");

    private static HashSet<string> ValuesOf(string text) => [.. Value().Matches(text).Select(x => x.Value)];

    [GeneratedRegex(@"\{\{?[A-Za-z0-9_-]+([:,][^}]*)?\}\}?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Value();
}

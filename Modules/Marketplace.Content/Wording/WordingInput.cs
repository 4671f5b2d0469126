using Marketplace.Ui;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Wording;

/// <summary>The words as somebody types them: one a line, <c>TFP = USD credits</c>.</summary>
internal sealed class WordingInput : IEditForm
{
    public string? Version { get; set; }

    public string? Words { get; set; }

    public static WordingInput From(WordingSettings settings) => new()
    {
        Version = RecordVersion.Of(settings),
        Words = string.Join('\n', settings.Words.Select(x => x.Replacement.Length == 0 ? x.Word : $"{x.Word} = {x.Replacement}")),
    };
}

internal sealed class WordingRules(IStringLocalizer<WordingRules> text)
{
    /// <returns>The settings, or a sentence.</returns>
    public (WordingSettings Settings, string? Why) Read(string? typed)
    {
        var words = new List<UnwantedWord>();
        foreach (var line in (typed ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split('=', 2, StringSplitOptions.TrimEntries);
            var word = new UnwantedWord(parts[0], parts.ElementAtOrDefault(1) ?? "");
            if (word.Word.Length is 0 or > WordingSettings.LongestWord || word.Replacement.Length > WordingSettings.LongestWord
                || !word.Word.Any(char.IsLetterOrDigit))
                return (
                    new WordingSettings(),
                    text["“{0}” cannot be looked for. Write a word, or a word = what is used instead.", Short(line)]);
            if (words.Exists(x => x.Word.Equals(word.Word, StringComparison.OrdinalIgnoreCase)))
                return (new WordingSettings(), text["“{0}” stands there twice.", word.Word]);
            words.Add(word);
        }

        return words.Count > WordingSettings.MostWords
            ? (new WordingSettings(), text["At most {0} words can be looked for.", WordingSettings.MostWords])
            : (new WordingSettings { Words = words }, null);
    }

    private static string Short(string line) => line.Length > 60 ? line[..60] + "…" : line;
}

namespace Marketplace.Content.Wording;

/// <summary>The settings section <c>wording</c>: words that this site does not use.</summary>
public sealed record WordingSettings
{
    public const string Section = "wording";

    public const int MostWords = 200;
    public const int LongestWord = 80;

    public IReadOnlyList<UnwantedWord> Words { get; init; } = [];
}

/// <param name="Word">Found whatever its capitals, as a word of its own; may be several words.</param>
/// <param name="Replacement">What is used instead; empty: there is no word for it, so that somebody must rewrite the sentence.</param>
public sealed record UnwantedWord(string Word, string Replacement = "");

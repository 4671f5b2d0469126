namespace Marketplace.Docs.Search;

/// <summary>What somebody typed, as words. Nothing of it is an operator.</summary>
/// <param name="Terms">Folded, each once, in the order of typing.</param>
/// <param name="EndsInPart">The last one may go on: it was not followed by a space.</param>
internal sealed record SearchText(IReadOnlyList<SearchTerm> Terms, bool EndsInPart)
{
    public const int LongestText = 200;
    private const int MostTerms = 8;

    /// <summary>A beginning of one letter matches nearly everything.</summary>
    private const int ShortestPart = 2;

    public static SearchText Read(string? typed)
    {
        var text = (typed ?? "").TrimStart();
        if (text.Length > LongestText)
            text = text[..LongestText];
        var words = Words.Split(text).DistinctBy(x => x.Word).Take(MostTerms).ToList();
        var telling = words.Where(x => !StopWords.Contains(x.Word)).ToList();
        if (telling.Count == 0)
            telling = words;
        if (telling.Count == 0)
            return new SearchText([], EndsInPart: false);
        var last = telling[^1];
        return new SearchText(
            [.. telling.Select(x => new SearchTerm(x.Word, text.Substring(x.Start, x.Length)))],
            last.Start + last.Length == text.Length && last.Word.Length >= ShortestPart);
    }

    public bool IsPart(int index) => EndsInPart && index == Terms.Count - 1;
}

/// <param name="Typed">As it was typed, for sentences.</param>
internal sealed record SearchTerm(string Word, string Typed);

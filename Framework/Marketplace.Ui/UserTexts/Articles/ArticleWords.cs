namespace Marketplace.Ui;

/// <summary>How long a text is for whoever reads it.</summary>
internal static class ArticleWords
{
    public static int Count(IReadOnlyList<ArticlePart> parts) => parts.Sum(x => x.Html is null ? 0 : Count(x.Html));

    /// <summary>Between tags, whatever has a letter or a digit up to the next space.</summary>
    private static int Count(string html)
    {
        var (words, isTag, isWord) = (0, false, false);
        foreach (var letter in html)
        {
            if (letter == '<')
                isTag = true;
            if (isTag || char.IsWhiteSpace(letter))
                isWord = false;
            else if (!isWord && char.IsLetterOrDigit(letter))
                (words, isWord) = (words + 1, true);
            if (letter == '>')
                isTag = false;
        }

        return words;
    }
}

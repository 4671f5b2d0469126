namespace Marketplace.Ui;

/// <summary>
/// What keeps a processor busy whoever writes it: Markdown is read in a time that grows with the square of a word without spaces and of a
/// passage without an empty line. No text that somebody reads has either.
/// </summary>
public enum ArticleSize
{
    Fits = 0,

    /// <summary>Longer than <see cref="ArticleText.LongestText"/>.</summary>
    TooLong = 1,

    /// <summary>A word is longer than <see cref="ArticleText.LongestWord"/>, as a picture is that was pasted as text.</summary>
    WordTooLong = 2,

    /// <summary>
    /// Between two empty lines stands more than <see cref="ArticleText.LongestPassage"/> characters or
    /// <see cref="ArticleText.MostLines"/> lines.
    /// </summary>
    PassageTooLong = 3,
}

internal static class ArticleSizes
{
    public static ArticleSize Of(string markdown)
    {
        if (markdown.Length > ArticleText.LongestText)
            return ArticleSize.TooLong;
        var (word, passage, lines, isBlank) = (0, 0, 0, true);
        foreach (var letter in markdown)
        {
            passage++;
            if (letter == '\n')
            {
                lines++;
                if (isBlank)
                    (passage, lines) = (0, 0);
                isBlank = true;
            }

            word = char.IsWhiteSpace(letter) ? 0 : word + 1;
            isBlank &= char.IsWhiteSpace(letter);
            if (word > ArticleText.LongestWord)
                return ArticleSize.WordTooLong;
            if (passage > ArticleText.LongestPassage || lines > ArticleText.MostLines)
                return ArticleSize.PassageTooLong;
        }

        return ArticleSize.Fits;
    }
}

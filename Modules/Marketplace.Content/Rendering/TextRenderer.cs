using System.Globalization;
using Marketplace.Content.Media;
using Marketplace.Ui;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Rendering;

internal sealed class TextRenderer(IMediaFacts media, IStringLocalizer<TextRenderer> text) : ITextRenderer
{
    /// <summary>What a text takes at the most that is not made to take long.</summary>
    private static readonly TimeSpan LongestTime = TimeSpan.FromSeconds(10);

    public async Task<RenderedText> RenderAsync(string markdown, CancellationToken cancellationToken)
    {
        if (Problem(markdown) is { } problem)
            throw new TextTooDeepException(problem);
        try
        {
            return await Task.Run(() => MakeAsync(markdown, cancellationToken), cancellationToken)
                .WaitAsync(LongestTime, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new TextTooDeepException(text["This text takes too long to show. Split it into several pages; nothing was lost."]);
        }
    }

    private async Task<RenderedText> MakeAsync(string markdown, CancellationToken cancellationToken)
    {
        var article = ArticleText.Read(markdown) ?? throw TooDeep();
        var pictures = article.Pictures;
        var facts = pictures.Count == 0 ? null : await media.FindAsync(pictures, cancellationToken);
        return Of(article.Write(x => facts is not null && facts.TryGetValue(x, out var found) ? Of(found) : null) ?? throw TooDeep());
    }

    private string? Problem(string markdown) => ArticleText.SizeOf(markdown) switch
    {
        ArticleSize.TooLong => text[
            "This text has {0} characters, and at most {1} fit on a page. Split it into several pages; nothing was lost.",
            Number(markdown.Length), Number(ArticleText.LongestText)].Value,
        ArticleSize.WordTooLong => text[
            "A word in this text has more than {0} characters, as a picture has that is pasted as text. Take it out; nothing was lost.",
            Number(ArticleText.LongestWord)].Value,
        ArticleSize.PassageTooLong => text[
            "A passage in this text has more than {0} characters or {1} lines without an empty line. Divide it; nothing was lost.",
            Number(ArticleText.LongestPassage), Number(ArticleText.MostLines)].Value,
        _ => null,
    };

    private TextTooDeepException TooDeep() => new(text[
        "Quotes, lists or marks stand in one another more than {0} levels deep. Take some of the levels out; nothing was lost.",
        ArticleText.DeepestNesting]);

    private static RenderedText Of(Article article) =>
        new(
            [.. article.Parts.Select(x => new TextPart(x.Html, x.Name, x.Name is null ? null : x.Parameters, x.IsInline))],
            [.. article.Headings.Select(x => new TextHeading(x.Level, x.Anchor, x.Text))],
            article.HasCode,
            article.Words);

    private static ArticlePicture Of(MediaFacts facts) =>
        new(facts.Width, facts.Height, facts.AlternativeText, [.. facts.Variants.Select(x => (x.Address, x.Width))]);

    private static string Number(int number) => number.ToString("N0", CultureInfo.CurrentCulture);
}

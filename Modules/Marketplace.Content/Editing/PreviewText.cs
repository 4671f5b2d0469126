using Marketplace.Content.Rendering;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Editing;

/// <summary><c>POST /api/content/preview</c>: a text as readers would see it now. Nothing is stored.</summary>
internal sealed class PreviewText(ITextRenderer renderer, ITextPages pages, IStringLocalizer<PreviewText> text)
{
    public async Task<Results<Ok<PreviewAnswer>, ValidationProblem, ProblemHttpResult>> HandleAsync(
        HttpRequest request, CancellationToken cancellationToken)
    {
        if (await BoundedJson.ReadAsync(request, cancellationToken) is not { } body)
            return TooLong();
        var (markdown, language) = (body.Text("body") ?? "", body.Text("language"));
        if (!Language.IsOne(language) && body.Errors.Count == 0)
            body.Errors["language"] = [text["Name the language of the text with two letters."]];
        if (body.Errors.Count > 0)
            return TypedResults.ValidationProblem(body.Errors);
        if (markdown.Length > BoundedJson.LongestText)
            return TooLong();
        try
        {
            var rendered = await renderer.RenderAsync(markdown, cancellationToken);
            var filled = await pages.FillAsync(rendered, language!, cancellationToken);
            return TypedResults.Ok(new PreviewAnswer(
                filled.Html, [.. rendered.Headings.Select(x => new PreviewHeading(x.Level, x.Anchor, x.Text))], filled.Missing));
        }
        catch (TextTooDeepException e)
        {
            return TypedResults.Problem(
                e.Message, statusCode: StatusCodes.Status422UnprocessableEntity, title: text["This text cannot be shown"]);
        }
    }

    private ProblemHttpResult TooLong() => TypedResults.Problem(
        text["A text has at most {0} characters. Split it into several pages.", BoundedJson.LongestText.ToString("N0", Culture)],
        statusCode: StatusCodes.Status413PayloadTooLarge,
        title: text["This text is too long"]);

    private static System.Globalization.CultureInfo Culture => System.Globalization.CultureInfo.CurrentCulture;
}

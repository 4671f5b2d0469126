using System.Globalization;
using System.Text.Encodings.Web;
using Marketplace.Content.Rendering;
using Marketplace.Ui;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Blocks;

/// <summary>Words of the page that nobody wrote, in the language of the text around them.</summary>
internal sealed class ShowPhrase(IStringLocalizer<ShowPhrase> text)
{
    public static bool IsPhrase(string name) => name.StartsWith('!');

    public string Html(TextPart phrase, string language)
    {
        var reader = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            return Html(phrase);
        }
        catch (CultureNotFoundException)
        {
            return Html(phrase);
        }
        finally
        {
            CultureInfo.CurrentUICulture = reader;
        }
    }

    private string Html(TextPart phrase) => phrase.Block switch
    {
        ArticlePhrases.Callout => Callout(phrase.Parameters?.GetValueOrDefault("kind")),
        ArticlePhrases.Table => Encoded(text["Table {0}", phrase.Parameters?.GetValueOrDefault("number") ?? ""]),
        ArticlePhrases.TaskDone => Icon("check-square-fill") + Hidden(text["Done:"]),
        ArticlePhrases.TaskOpen => Icon("square") + Hidden(text["To do:"]),
        ArticlePhrases.BackToText => Icon("arrow-return-left") + Hidden(text["Back to the text"]),
        _ => "",
    };

    private string Callout(string? kind) => kind switch
    {
        "tip" => Icon("lightbulb") + Encoded(text["Tip"]),
        "important" => Icon("exclamation-circle") + Encoded(text["Important"]),
        "warning" => Icon("exclamation-triangle") + Encoded(text["Warning"]),
        "caution" => Icon("exclamation-octagon") + Encoded(text["Caution"]),
        _ => Icon("info-circle") + Encoded(text["Note"]),
    };

    private static string Hidden(string words) => $"""<span class="visually-hidden">{Encoded(words)} </span>""";

    private static string Encoded(string words) => HtmlEncoder.Default.Encode(words);

    private static string Icon(string name) =>
        $"""<svg class="bi bi-{name}" viewBox="0 0 16 16" width="16" height="16" fill="currentColor" focusable="false" """
        + $"""aria-hidden="true">{IconSet.Shapes(name)}</svg>""";
}

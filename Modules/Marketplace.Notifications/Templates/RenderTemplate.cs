using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Marketplace.Notifications.Templates;

/// <summary>
/// Makes subject and HTML of a template and its values. Values never pass through Markdown: marks stand for them until the HTML is made,
/// where they are encoded; only in link targets they are put in before, and refused there unless the whole target is an address of the web
/// or of mail.
/// </summary>
internal static partial class RenderTemplate
{
    private const int LongestSubject = 200;

    /// <summary>From the private use area, which templates may not contain: no Markdown, and no letter of any text.</summary>
    private const char MarkStart = '\uE000';
    private const char MarkEnd = '\uE001';

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().Build();

    /// <summary>One line, whatever the values hold.</summary>
    public static string Subject(string template, IReadOnlyDictionary<string, string> values)
    {
        var text = TemplateText.Fill(template, name => values.GetValueOrDefault(name, ""));
        var line = string.Concat(text.Select(x => char.IsControl(x) || x is '\u2028' or '\u2029' ? ' ' : x)).Trim();
        if (line.Length <= LongestSubject)
            return line;
        var end = LongestSubject - 1;
        return line[..(char.IsHighSurrogate(line[end - 1]) ? end - 1 : end)] + "…";
    }

    public static string Html(string template, IReadOnlyDictionary<string, string> values)
    {
        var names = new List<string>();
        var marked = TemplateText.Fill(template, name =>
        {
            names.Add(name);
            return string.Create(CultureInfo.InvariantCulture, $"{MarkStart}{names.Count - 1}{MarkEnd}");
        });
        string Unmark(string text, Func<string, string> encode) =>
            Mark.Replace(
                text, x => encode(values.GetValueOrDefault(names[int.Parse(x.Groups["index"].Value, CultureInfo.InvariantCulture)], "")));

        var document = Markdown.Parse(marked, Pipeline);
        foreach (var inline in document.Descendants<Inline>())
        {
            switch (inline)
            {
                case LinkInline link:
                    link.Url = Target(Unmark(link.Url ?? "", x => x));
                    // A picture from elsewhere would tell its owner who reads the mail.
                    link.IsImage = false;
                    break;
                case AutolinkInline { IsEmail: false } link:
                    link.Url = Target(Unmark(link.Url, x => x));
                    break;
            }
        }

        return Unmark(document.ToHtml(Pipeline), WebUtility.HtmlEncode);
    }

    /// <summary>Elements stand in one another so deep that Markdown gives up.</summary>
    public static bool IsTooDeep(string template)
    {
        try
        {
            Markdown.ToHtml(template, Pipeline);
            return false;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    /// <summary>Link targets that a template names itself.</summary>
    public static IEnumerable<string> TargetsIn(string template) =>
        Markdown.Parse(TemplateText.Fill(template, _ => "https://value.example/"), Pipeline).Descendants<Inline>()
            .Select(x => x switch { LinkInline link => link.Url, AutolinkInline { IsEmail: false } link => link.Url, _ => null })
            .OfType<string>();

    public static bool IsAllowedTarget(string target) =>
        Uri.TryCreate(target, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeMailto);

    private static string Target(string target) => IsAllowedTarget(target) ? target : "#";

    [GeneratedRegex("\uE000(?<index>[0-9]+)\uE001", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mark { get; }
}

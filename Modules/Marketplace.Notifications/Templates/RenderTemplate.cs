using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Marketplace.Ui;

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

        var html = MarkdownText.ToHtml(marked, HtmlRules.Mail, target => Unmark(target, x => x));
        return Unmark(html, WebUtility.HtmlEncode);
    }

    /// <summary>Link targets that a template names itself.</summary>
    public static IEnumerable<string> TargetsIn(string template) =>
        MarkdownText.TargetsIn(TemplateText.Fill(template, _ => "https://value.example/"));

    [GeneratedRegex("\uE000(?<index>[0-9]+)\uE001", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mark { get; }
}

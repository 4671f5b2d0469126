using Marketplace.Ui;
using Microsoft.Extensions.Localization;

namespace Marketplace.Notifications.Templates;

internal sealed record TemplateProblem(TemplateField Field, string Message);

internal enum TemplateField
{
    Subject,
    Body,
}

/// <summary>What keeps a template from being used.</summary>
internal sealed class CheckTemplate(IStringLocalizer<CheckTemplate> text)
{
    public const int LongestSubject = 150;
    public const int LongestBody = 10_000;

    public IReadOnlyList<TemplateProblem> Execute(NotificationKind kind, string subject, string body) =>
    [
        .. Both(kind, TemplateField.Subject, subject, LongestSubject),
        .. subject.Any(char.IsControl)
            ? [new TemplateProblem(TemplateField.Subject, text["A subject is one line without control characters."])]
            : Array.Empty<TemplateProblem>(),
        .. Both(kind, TemplateField.Body, body, LongestBody),
        .. Reading(body),
    ];

    private IEnumerable<TemplateProblem> Both(NotificationKind kind, TemplateField field, string template, int longest)
    {
        if (string.IsNullOrWhiteSpace(template))
            yield return new TemplateProblem(field, text["Write something, or reset the text to its default."]);
        if (template.Length > longest)
            yield return new TemplateProblem(field, text["Use at most {0} characters.", longest]);
        if (template.Any(x => x is >= '\uE000' and <= '\uF8FF' or '\0'))
            yield return new TemplateProblem(field, text["The text holds characters that have no meaning."]);
        if (TemplateText.HasStrayBraces(template))
            yield return new TemplateProblem(field, text["A value is written as {0}: some braces open or close nothing.", "{{name}}"]);
        var known = kind.Values.Select(x => x.Name).Append(TemplateText.Site).ToList();
        foreach (var name in TemplateText.NamesIn(template).Except(known, StringComparer.Ordinal))
            yield return new TemplateProblem(
                field,
                text[
                    "There is no value {0}. The values are {1}.", "{{" + name + "}}",
                    string.Join(", ", known.Select(x => "{{" + x + "}}"))]);
    }

    private IEnumerable<TemplateProblem> Reading(string body)
    {
        if (body.Length > LongestBody)
            return [];
        return MarkdownText.IsTooDeep(body)
            ? [new TemplateProblem(TemplateField.Body, text["Quotes, lists or brackets stand in one another too deep. Use fewer levels."])]
            : Links(body);
    }

    private IEnumerable<TemplateProblem> Links(string body) =>
        from target in RenderTemplate.TargetsIn(body).Distinct(StringComparer.Ordinal)
        where !HtmlRules.Mail.AllowsLink(target)
        select new TemplateProblem(TemplateField.Body, text["The link {0} must begin with https://, http:// or mailto:.", target]);
}

using Marketplace.Ui;

namespace Marketplace.Notifications.Templates;

/// <param name="Html">The text without greeting and frame.</param>
/// <param name="Text">What mail programs show that show no HTML.</param>
internal sealed record TemplatePreview(string Subject, string Html, string Text);

/// <summary>A template with the samples of its kind as values.</summary>
internal sealed class PreviewTemplate(ITenant tenant)
{
    public TemplatePreview Execute(NotificationKind kind, string subject, string body)
    {
        var values = kind.Values.ToDictionary(x => x.Name, x => x.Sample, StringComparer.Ordinal);
        values[TemplateText.Site] = tenant.DisplayName;
        var html = RenderTemplate.Html(body, values);
        return new TemplatePreview(RenderTemplate.Subject(subject, values), html, PlainText.FromHtml(html));
    }
}

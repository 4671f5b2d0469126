using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Marketplace.Ui;

/// <summary>
/// <c>&lt;error-summary /&gt;</c>: everything wrong with a form, each line leading to its field; nothing while all is well.
/// </summary>
[HtmlTargetElement("error-summary", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ErrorSummaryTagHelper(IStringLocalizer<UiTexts> texts) : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var errors = ViewContext.ViewData.ModelState
            .SelectMany(entry => (entry.Value?.Errors ?? []).Select(error => (entry.Key, Text: FieldErrors.TextOf(error, texts))))
            .Where(error => error.Text.Length > 0)
            .Distinct()
            .ToList();
        if (errors.Count == 0)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("error-summary", HtmlEncoder.Default);
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Content.AppendHtml(IconTagHelper.Markup("exclamation-circle-fill"));
        output.Content.AppendHtml("""<div><p class="error-summary-title">""")
            .Append(errors.Count == 1 ? texts["One thing needs your attention"] : texts["{0} things need your attention", errors.Count])
            .AppendHtml("</p><ul>");
        foreach (var (key, text) in errors)
        {
            if (key.Length == 0)
                output.Content.AppendHtml("<li>").Append(text).AppendHtml("</li>");
            else
                output.Content.AppendHtml($"""<li><a href="#{HtmlEncoder.Default.Encode(TagBuilder.CreateSanitizedId(key, "_"))}">""")
                    .Append(text).AppendHtml("</a></li>");
        }

        output.Content.AppendHtml("</ul></div>");
    }
}

internal static class FieldErrors
{
    /// <summary>A binding failure that carries an exception has no text of its own, and the exception's is not for readers.</summary>
    public static string TextOf(ModelError error, IStringLocalizer texts) =>
        error.ErrorMessage.Length > 0 ? error.ErrorMessage : error.Exception is null ? "" : texts["This value cannot be read."].Value;
}

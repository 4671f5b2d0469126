using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Marketplace.Ui;

/// <summary><c>&lt;status kind="success"&gt;Running&lt;/status&gt;</c>: a state as icon, word and colour, never colour alone.</summary>
[HtmlTargetElement("status")]
public sealed class StatusTagHelper : TagHelper
{
    /// <summary>success, warning, danger, info or neutral.</summary>
    public string Kind { get; set; } = "neutral";

    /// <summary>Replaces the kind's own icon.</summary>
    public string? Icon { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var (kind, icon) = Kind switch
        {
            "success" => ("success", "check-circle-fill"),
            "warning" => ("warning", "exclamation-triangle-fill"),
            "danger" => ("danger", "x-circle-fill"),
            "info" => ("info", "info-circle-fill"),
            _ => ("neutral", "circle"),
        };
        output.TagName = "span";
        output.AddClass("status", HtmlEncoder.Default);
        output.AddClass("status-" + kind, HtmlEncoder.Default);
        output.PreContent.SetHtmlContent(IconTagHelper.Markup(Icon.OrNull() ?? icon));
        output.Content.SetHtmlContent(await output.GetChildContentAsync());
    }
}

using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Marketplace.Ui;

/// <summary><c>&lt;pager previous="@url" next="@url" /&gt;</c>: nothing at all when both are null.</summary>
[HtmlTargetElement("pager", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PagerTagHelper(IStringLocalizer<UiTexts> texts) : TagHelper
{
    public string? Previous { get; set; }

    public string? Next { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var (previous, next) = (Previous.OrNull(), Next.OrNull());
        if (previous is null && next is null)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("pager", HtmlEncoder.Default);
        output.Attributes.SetAttribute("aria-label", texts["Pages"].Value);
        Step(output, previous, "prev", "arrow-left", texts["Previous"]);
        Step(output, next, "next", "arrow-right", texts["Next"]);
    }

    private static void Step(TagHelperOutput output, string? href, string rel, string icon, string text)
    {
        var content = output.Content;
        if (href is null)
            content.AppendHtml("""<span class="btn btn-quiet disabled" aria-disabled="true">""");
        else
            content.AppendHtml($"""<a class="btn btn-quiet" rel="{rel}" href="{HtmlEncoder.Default.Encode(href)}">""");
        if (rel == "prev")
            content.AppendHtml(IconTagHelper.Markup(icon));
        content.AppendHtml("<span>").Append(text).AppendHtml("</span>");
        if (rel == "next")
            content.AppendHtml(IconTagHelper.Markup(icon));
        content.AppendHtml(href is null ? "</span>" : "</a>");
    }
}

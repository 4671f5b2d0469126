using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Marketplace.Ui;

/// <summary>What a list shows while it is empty: an icon, a sentence and the next step.</summary>
[HtmlTargetElement("empty-state")]
public sealed class EmptyStateTagHelper : TagHelper
{
    public string Icon { get; set; } = "inbox";

    public string Title { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        output.TagName = "div";
        output.AddClass("empty-state", HtmlEncoder.Default);
        output.Content.AppendHtml("""<span class="empty-state-icon">""").AppendHtml(IconTagHelper.Markup(Icon)).AppendHtml("</span>");
        output.Content.AppendHtml("""<p class="empty-state-title">""").Append(Title).AppendHtml("</p>");
        if (!content.IsEmptyOrWhiteSpace)
            output.Content.AppendHtml("""<div class="empty-state-next">""").AppendHtml(content).AppendHtml("</div>");
    }
}

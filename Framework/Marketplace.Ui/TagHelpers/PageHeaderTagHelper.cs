using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Marketplace.Ui;

/// <summary>
/// <c>&lt;page-header title="Wallet" subtitle="…"&gt;actions&lt;/page-header&gt;</c>: the page's only h1, its actions at the end.
/// </summary>
[HtmlTargetElement("page-header")]
public sealed class PageHeaderTagHelper : TagHelper
{
    public string Title { get; set; } = "";

    public string? Subtitle { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var actions = await output.GetChildContentAsync();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("page-header", HtmlEncoder.Default);
        output.Content.AppendHtml("""<div class="page-header-text"><h1>""").Append(Title).AppendHtml("</h1>");
        if (!string.IsNullOrEmpty(Subtitle))
            output.Content.AppendHtml("<p>").Append(Subtitle).AppendHtml("</p>");
        output.Content.AppendHtml("</div>");
        if (!actions.IsEmptyOrWhiteSpace)
            output.Content.AppendHtml("""<div class="page-header-actions">""").AppendHtml(actions).AppendHtml("</div>");
    }
}

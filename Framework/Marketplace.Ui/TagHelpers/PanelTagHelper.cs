using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Marketplace.Ui;

/// <summary><c>&lt;panel title="History"&gt;…&lt;/panel&gt;</c>: a card. <c>flush</c> lets a table or list reach its edges.</summary>
[HtmlTargetElement("panel")]
public sealed class PanelTagHelper : TagHelper
{
    public string? Title { get; set; }

    public string? Icon { get; set; }

    public bool Flush { get; set; }

    /// <summary>Address of the link at the end of the title, shown with <see cref="MoreText"/>.</summary>
    public string? More { get; set; }

    public string? MoreText { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        output.TagName = "section";
        output.AddClass("panel", HtmlEncoder.Default);
        if (Flush)
            output.AddClass("panel-flush", HtmlEncoder.Default);
        if (!string.IsNullOrEmpty(Title))
        {
            output.Content.AppendHtml("""<div class="panel-head"><h2>""");
            if (Icon.OrNull() is { } icon)
                output.Content.AppendHtml(IconTagHelper.Markup(icon));
            output.Content.Append(Title).AppendHtml("</h2>");
            if (More.OrNull() is { } more && MoreText.OrNull() is { } moreText)
                output.Content.AppendHtml(
                    $"""<a class="panel-more" href="{HtmlEncoder.Default.Encode(AppPath.Resolve(ViewContext.HttpContext, more))}">""")
                        .Append(moreText).AppendHtml(IconTagHelper.Markup("arrow-right-short")).AppendHtml("</a>");
            output.Content.AppendHtml("</div>");
        }

        output.Content.AppendHtml("""<div class="panel-body">""").AppendHtml(content).AppendHtml("</div>");
    }
}

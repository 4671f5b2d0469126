using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Marketplace.Ui;

/// <summary>Every form that posts says for whom its page was made; see <see cref="PageUser"/>.</summary>
[HtmlTargetElement("form", Attributes = "method")]
public sealed class PageUserTagHelper(PageUser pageUser) : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (!string.Equals(context.AllAttributes["method"].Value?.ToString(), "post", StringComparison.OrdinalIgnoreCase))
            return;
        var field = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        field.MergeAttribute("type", "hidden");
        field.MergeAttribute("name", PageUser.Field);
        field.MergeAttribute("value", pageUser.Current);
        output.PostContent.AppendHtml(field);
    }
}

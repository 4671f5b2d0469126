using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Marketplace.Ui;

/// <summary><c>&lt;copy-button value="10.1.3.7" /&gt;</c>: copies the value and says so. Hidden where no script runs.</summary>
[HtmlTargetElement("copy-button", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class CopyButtonTagHelper(IStringLocalizer<UiTexts> texts) : TagHelper
{
    public string Value { get; set; } = "";

    /// <summary>What screen readers say, for example "Copy the IP address"; falls back to "Copy" and the value.</summary>
    public string? Label { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "button";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("copy-button", HtmlEncoder.Default);
        output.AddClass("needs-js", HtmlEncoder.Default);
        output.Attributes.SetAttribute("type", "button");
        output.Attributes.SetAttribute("data-copy", Value);
        output.Attributes.SetAttribute("data-copied", texts["Copied"].Value);
        output.Attributes.SetAttribute("aria-label", Label.OrNull() ?? texts["Copy {0}", Value].Value);
        output.Content.SetHtmlContent(IconTagHelper.Markup("copy")).AppendHtml(IconTagHelper.Markup("check-lg"));
    }
}

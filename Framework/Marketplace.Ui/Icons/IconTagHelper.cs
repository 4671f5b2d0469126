using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Marketplace.Ui;

/// <summary>
/// <c>&lt;icon name="lightning-fill" /&gt;</c>: decoration by default, hidden from screen readers; with a label it is an image.
/// </summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class IconTagHelper : TagHelper
{
    /// <summary>A bootstrap icon without <c>bi-</c>.</summary>
    public string Name { get; set; } = "";

    public string? Label { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("bi", HtmlEncoder.Default);
        output.AddClass("bi-" + (IconSet.Contains(Name) ? Name : IconSet.Fallback), HtmlEncoder.Default);
        output.Attributes.SetAttribute("viewBox", "0 0 16 16");
        output.Attributes.SetAttribute("width", "16");
        output.Attributes.SetAttribute("height", "16");
        output.Attributes.SetAttribute("fill", "currentColor");
        output.Attributes.SetAttribute("focusable", "false");
        if (string.IsNullOrEmpty(Label))
        {
            output.Attributes.SetAttribute("aria-hidden", "true");
        }
        else
        {
            output.Attributes.SetAttribute("role", "img");
            output.Attributes.SetAttribute("aria-label", Label);
        }

        output.Content.SetHtmlContent(IconSet.Shapes(Name));
    }

    /// <summary>The same icon for components that write their own markup.</summary>
    internal static HtmlString Markup(string name, string classes = "")
    {
        var known = IconSet.Contains(name) ? name : IconSet.Fallback;
        return new HtmlString(
            $"""<svg class="bi bi-{known}{(classes.Length > 0 ? " " + classes : "")}" viewBox="0 0 16 16" width="16" height="16" """
            + $"""fill="currentColor" focusable="false" aria-hidden="true">{IconSet.Shapes(known)}</svg>""");
    }
}

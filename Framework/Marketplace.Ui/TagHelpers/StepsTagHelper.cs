using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Marketplace.Ui;

/// <summary><c>&lt;steps current="Provisioning" all="@list" /&gt;</c>: a line of steps; those before the current one are done.</summary>
[HtmlTargetElement("steps", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class StepsTagHelper(IStringLocalizer<UiTexts> texts) : TagHelper
{
    public string Current { get; set; } = "";

    public IReadOnlyList<string> All { get; set; } = [];

    /// <summary>The current step went wrong and nothing follows.</summary>
    public bool Failed { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "ol";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("steps", HtmlEncoder.Default);
        var current = All.ToList().IndexOf(Current);
        for (var i = 0; i < All.Count; i++)
        {
            var last = i == All.Count - 1;
            var (state, icon, said) = (i - current) switch
            {
                0 when Failed => ("failed", "x-lg", texts["failed"].Value),
                0 when last => ("done", "check-lg", texts["done"].Value),
                0 => ("current", "arrow-repeat", texts["in progress"].Value),
                < 0 => ("done", "check-lg", texts["done"].Value),
                _ => ("ahead", "dot", texts["to come"].Value),
            };
            output.Content
                .AppendHtml($"""<li class="step step-{state}"{(i == current ? " aria-current=\"step\"" : "")}><span class="step-mark">""")
                .AppendHtml(IconTagHelper.Markup(icon))
                .AppendHtml("""</span><span class="step-name">""")
                .Append(texts[All[i]])
                .AppendHtml("""<span class="visually-hidden"> – """)
                .Append(said)
                .AppendHtml("</span></span></li>");
        }
    }
}

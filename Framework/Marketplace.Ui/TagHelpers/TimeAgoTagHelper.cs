using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Marketplace.Ui;

/// <summary>
/// <c>&lt;time-ago at="@when" /&gt;</c>: "3 minutes ago", the exact UTC time on hover. The script keeps it current and shows local time.
/// </summary>
[HtmlTargetElement("time-ago", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TimeAgoTagHelper(RelativeTime words, TimeProvider time) : TagHelper
{
    /// <summary>Null shows a dash.</summary>
    public DateTimeOffset? At { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagMode = TagMode.StartTagAndEndTag;
        if (At is not { } at)
        {
            output.TagName = "span";
            output.Content.SetContent("–");
            return;
        }

        output.TagName = "time";
        output.AddClass("time-ago", HtmlEncoder.Default);
        output.Attributes.SetAttribute("datetime", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        output.Attributes.SetAttribute("title", at.UtcDateTime.InWords("d MMM yyyy, HH:mm:ss 'UTC'"));
        output.Content.SetContent(words.Of(at, time.GetUtcNow()));
    }
}

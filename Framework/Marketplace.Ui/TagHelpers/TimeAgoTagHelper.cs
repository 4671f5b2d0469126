using System.Globalization;
using System.Text.Encodings.Web;
using Humanizer;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Marketplace.Ui;

/// <summary>
/// <c>&lt;time-ago at="@when" /&gt;</c>: "3 minutes ago", the exact UTC time on hover. The script keeps it current and shows local time.
/// </summary>
[HtmlTargetElement("time-ago", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TimeAgoTagHelper(TimeProvider time) : TagHelper
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
        output.Attributes.SetAttribute("title", at.UtcDateTime.ToString("d MMM yyyy, HH:mm:ss 'UTC'", CultureInfo.CurrentCulture));
        output.Content.SetContent(Words(at, time.GetUtcNow()));
    }

    private static string Words(DateTimeOffset at, DateTimeOffset now) => (now - at).Duration() switch
    {
        var gap when gap < TimeSpan.FromSeconds(45) =>
            DateTimeOffset.UnixEpoch.Humanize(DateTimeOffset.UnixEpoch, CultureInfo.CurrentUICulture),
        var gap when gap < TimeSpan.FromDays(30) => at.Humanize(now, CultureInfo.CurrentUICulture),
        _ => at.UtcDateTime.ToString("d MMM yyyy", CultureInfo.CurrentCulture),
    };
}

using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Marketplace.Ui;

/// <summary>
/// <c>&lt;stat label="Revenue" value="$1,234.00" change="+12 % this week" trend="@values" /&gt;</c>: one figure, what changed, and its way
/// there.
/// </summary>
[HtmlTargetElement("stat", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class StatTagHelper : TagHelper
{
    public string Label { get; set; } = "";

    public string Value { get; set; } = "";

    /// <summary>A short remark below the figure.</summary>
    public string? Change { get; set; }

    /// <summary>up, down or null: which arrow stands before the remark.</summary>
    public string? Direction { get; set; }

    /// <summary>Two or more values, oldest first, drawn as a line without axes.</summary>
    public IReadOnlyList<decimal>? Trend { get; set; }

    /// <summary>Where the figure leads.</summary>
    public string? Href { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var href = Href.OrNull();
        output.TagName = href is null ? "div" : "a";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("stat", HtmlEncoder.Default);
        if (href is not null)
            output.Attributes.SetAttribute("href", AppPath.Resolve(ViewContext.HttpContext, href));
        output.Content
            .AppendHtml("""<span class="stat-label">""").Append(Label).AppendHtml("</span>")
            .AppendHtml("""<span class="stat-value">""").Append(Value).AppendHtml("</span>");
        if (Change.OrNull() is { } change)
        {
            output.Content.AppendHtml("""<span class="stat-change">""");
            if (Direction is "up" or "down")
                output.Content.AppendHtml(IconTagHelper.Markup(Direction == "up" ? "arrow-up-right" : "arrow-down-right"));
            output.Content.Append(change).AppendHtml("</span>");
        }

        if (Trend is { Count: > 1 })
            output.Content.AppendHtml(Sparkline(Trend));
    }

    private static HtmlString Sparkline(IReadOnlyList<decimal> values)
    {
        const double width = 120, height = 32;
        var (min, max) = (values.Min(), values.Max());
        var points = new StringBuilder();
        for (var i = 0; i < values.Count; i++)
        {
            var x = i * width / (values.Count - 1);
            var y = max == min ? height / 2 : height - 1 - ((double)((values[i] - min) / (max - min)) * (height - 2));
            points.Append(CultureInfo.InvariantCulture, $"{x:0.#},{y:0.#} ");
        }

        return new HtmlString(
            $"""<svg class="sparkline" viewBox="0 0 {width} {height}" preserveAspectRatio="none" aria-hidden="true" """
            + $"""focusable="false"><polyline points="{points.ToString().TrimEnd()}" /></svg>""");
    }
}

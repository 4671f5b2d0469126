using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Marketplace.Ui;

/// <summary>
/// <c>&lt;line-chart data="@chart.ToJson()" label="…" /&gt;</c>: drawn by the script, and the same numbers as a table for everybody else.
/// </summary>
[HtmlTargetElement("line-chart", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class LineChartTagHelper(IStringLocalizer<UiTexts> texts) : TagHelper
{
    /// <summary>A <see cref="ChartData"/> as JSON.</summary>
    public string Data { get; set; } = "";

    /// <summary>What the chart shows, in a few words.</summary>
    public string Label { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var data = ChartData.Parse(Data);
        output.TagName = "figure";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("line-chart", HtmlEncoder.Default);
        output.Attributes.SetAttribute("data-line-chart", "");
        output.Content
            .AppendHtml(
                $"""<div class="line-chart-canvas"><canvas role="img" aria-label="{HtmlEncoder.Default.Encode(Label)}"></canvas></div>""")
            // Serialized anew, so that no text can close the script element.
            .AppendHtml("""<script type="application/json">""").AppendHtml(data.ToJson()).AppendHtml("</script>")
            .AppendHtml("""<details class="line-chart-table"><summary>""").Append(texts["Show as a table"])
            .AppendHtml($"""<span class="visually-hidden">: {HtmlEncoder.Default.Encode(Label)}</span>""")
            .AppendHtml("""</summary><div class="table-scroll" tabindex="0" role="group" aria-label=""")
            .AppendHtml($"\"{HtmlEncoder.Default.Encode(Label)}\">")
            .AppendHtml(Table(data)).AppendHtml("</div></details>");
    }

    private IHtmlContent Table(ChartData data)
    {
        var table = new HtmlContentBuilder();
        table.AppendHtml("""<table class="table table-sm"><thead><tr><th scope="col">""").Append(texts["Date"]).AppendHtml("</th>");
        foreach (var series in data.Series)
            table.AppendHtml("""<th scope="col" class="text-end">""").Append(series.Name).AppendHtml("</th>");
        table.AppendHtml("</tr></thead><tbody>");
        for (var i = 0; i < data.Labels.Count; i++)
        {
            table.AppendHtml("""<tr><th scope="row">""").Append(data.Labels[i]).AppendHtml("</th>");
            foreach (var series in data.Series)
                table.AppendHtml("""<td class="money text-end">""").Append(Text(data, i < series.Values.Count ? series.Values[i] : null))
                    .AppendHtml("</td>");
            table.AppendHtml("</tr>");
        }

        return table.AppendHtml("</tbody></table>");
    }

    private static string Text(ChartData data, decimal? value) => value switch
    {
        null => "–",
        { } money when data.Format == "money" =>
            (money < 0 ? "-" : "") + data.Symbol + Math.Abs(money).ToString("N2", CultureInfo.InvariantCulture),
        { } share when data.Format == "percent" => share.ToString("0.#", CultureInfo.InvariantCulture) + " %",
        { } number => number.ToString("#,0.##", CultureInfo.InvariantCulture),
    };
}

using System.Text.Json;

namespace Marketplace.Ui;

/// <summary>What a line chart shows; <see cref="ToJson"/> makes the text for <c>&lt;line-chart data="…" /&gt;</c>.</summary>
/// <param name="Labels">One per point, for example ISO dates.</param>
/// <param name="Format"><c>money</c> (the tenant's unit), <c>number</c> or <c>percent</c>.</param>
/// <param name="Symbol">Sign before amounts of money.</param>
public sealed record ChartData(
    IReadOnlyList<string> Labels, IReadOnlyList<ChartSeries> Series, string Format = "number", string Symbol = "$")
{
    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <exception cref="JsonException">The text is not what <see cref="ToJson"/> makes.</exception>
    public static ChartData Parse(string json) =>
        JsonSerializer.Deserialize<ChartData>(json, JsonSerializerOptions.Web) ?? throw new JsonException("A chart needs data.");
}

/// <param name="Values">One per label; null leaves a gap.</param>
/// <param name="Kind"><c>area</c>, <c>line</c>, <c>projection</c> (dashed) or <c>threshold</c> (thin, in the warning colour).</param>
public sealed record ChartSeries(string Name, IReadOnlyList<decimal?> Values, string Kind = "line");

using System.Text.Json.Serialization;

namespace Marketplace.Content.Editing;

/// <param name="Html">Clean.</param>
/// <param name="Missing">What blocks that point to nothing say.</param>
internal sealed record PreviewAnswer(
    [property: JsonPropertyName("html")] string Html,
    [property: JsonPropertyName("headings")] IReadOnlyList<PreviewHeading> Headings,
    [property: JsonPropertyName("missing")] IReadOnlyList<string> Missing);

internal sealed record PreviewHeading(
    [property: JsonPropertyName("level")] int Level,
    [property: JsonPropertyName("anchor")] string Anchor,
    [property: JsonPropertyName("text")] string Text);

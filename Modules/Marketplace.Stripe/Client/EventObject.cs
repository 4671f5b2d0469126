using System.Text.Json;

namespace Marketplace.Stripe.Client;

/// <summary>
/// What an event is about, in the words of whichever API version it was made with: only what all of them write alike is read.
/// </summary>
internal readonly record struct EventObject(JsonElement Json)
{
    public string? Id => Text("id");

    /// <summary>The pairs that are texts; null where it has no metadata at all.</summary>
    public IReadOnlyDictionary<string, string>? Metadata =>
        Json.ValueKind is JsonValueKind.Object && Json.TryGetProperty("metadata", out var pairs) && pairs.ValueKind is JsonValueKind.Object
            ? pairs.EnumerateObject().Where(x => x.Value.ValueKind is JsonValueKind.String).DistinctBy(x => x.Name)
                .ToDictionary(x => x.Name, x => x.Value.GetString()!, StringComparer.Ordinal)
            : null;

    /// <summary>Null for what is no text, or too long to name an object.</summary>
    public string? Text(string name) =>
        Json.ValueKind is JsonValueKind.Object && Json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String
            && value.GetString() is { Length: > 0 and <= 255 } text ? text : null;
}

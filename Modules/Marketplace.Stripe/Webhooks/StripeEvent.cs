using System.Text.Json;

namespace Marketplace.Stripe.Webhooks;

/// <summary>
/// What is read of an event: which object it is about. All else has the shape of the API version that the event was made with, and is asked
/// of Stripe anew; so events of other versions, also stored ones, are read like today's.
/// </summary>
internal sealed record StripeEvent(string Id, string Type, JsonElement Object)
{
    public string? ObjectId => Text(Object, "id");

    /// <summary>Of the payment that the object is, or belongs to.</summary>
    public string? PaymentIntentId => Text(Object, "object") == "payment_intent" ? ObjectId : Text(Object, "payment_intent");

    /// <exception cref="JsonException">Not an event.</exception>
    public static StripeEvent Parse(ReadOnlySpan<byte> body)
    {
        var json = JsonSerializer.Deserialize<JsonElement>(body);
        return json.ValueKind is JsonValueKind.Object && Text(json, "id") is { } id && Text(json, "type") is { } type
            && json.TryGetProperty("data", out var data) && data.ValueKind is JsonValueKind.Object
            && data.TryGetProperty("object", out var about) && about.ValueKind is JsonValueKind.Object
            ? new StripeEvent(id, type, about)
            : throw new JsonException("Not an event.");
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String
            && value.GetString() is { Length: > 0 and <= 255 } text ? text : null;
}

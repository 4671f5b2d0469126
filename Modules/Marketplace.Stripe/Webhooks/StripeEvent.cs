using System.Text.Json;
using Marketplace.Stripe.Client;

namespace Marketplace.Stripe.Webhooks;

/// <summary>
/// What is read of an event: which object it is about. All else has the shape of the API version that the event was made with, and is asked
/// of Stripe anew; so events of other versions, also stored ones, are read like today's.
/// </summary>
internal sealed record StripeEvent(string Id, string Type, EventObject Object)
{
    public string? ObjectId => Object.Id;

    /// <summary>Of the payment that the object is, or belongs to.</summary>
    public string? PaymentIntentId => Object.Text("object") == "payment_intent" ? ObjectId : Object.Text("payment_intent");

    /// <exception cref="JsonException">Not an event.</exception>
    public static StripeEvent Parse(ReadOnlySpan<byte> body)
    {
        var json = new EventObject(JsonSerializer.Deserialize<JsonElement>(body));
        return json.Text("id") is { } id && json.Text("type") is { } type
            && json.Json.TryGetProperty("data", out var data) && data.ValueKind is JsonValueKind.Object
            && data.TryGetProperty("object", out var about) && about.ValueKind is JsonValueKind.Object
            ? new StripeEvent(id, type, new EventObject(about))
            : throw new JsonException("Not an event.");
    }
}

using System.Text.Json;

namespace Marketplace.Stripe.Client;

/// <summary>A webhook's body, as far as it is read.</summary>
internal sealed record StripeEvent
{
    public required string Id { get; init; }

    public required string Type { get; init; }

    /// <summary>Unix seconds; says nothing of the order in which things happened.</summary>
    public long Created { get; init; }

    public required StripeEventData Data { get; init; }

    /// <exception cref="JsonException">Not an event.</exception>
    public static StripeEvent Parse(ReadOnlySpan<byte> body) =>
        JsonSerializer.Deserialize<StripeEvent>(body, StripeJson.Options) is { Data.Object.ValueKind: JsonValueKind.Object,
            Id.Length: > 0 and <= 255, Type.Length: > 0 and <= 255 } parsed
            ? parsed
            : throw new JsonException("Not an event.");

    public string? ObjectId => Text("id");

    /// <summary>Of the payment that the object is, or belongs to.</summary>
    public string? PaymentIntentId => Text("object") == "payment_intent" ? ObjectId : Text("payment_intent");

    private string? Text(string name) =>
        Data.Object.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            && value.GetString() is { Length: > 0 and <= 255 } text ? text : null;
}

internal sealed record StripeEventData
{
    public required JsonElement Object { get; init; }
}

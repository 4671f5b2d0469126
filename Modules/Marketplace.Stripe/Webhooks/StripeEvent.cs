using System.Text.Json;

namespace Marketplace.Stripe;

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
        JsonSerializer.Deserialize<StripeEvent>(body, StripeJson.Options) is { Data.Object.ValueKind: JsonValueKind.Object, Id.Length: > 0 and <= 255, Type.Length: > 0 } parsed
            ? parsed
            : throw new JsonException("Not an event.");

    public string? ObjectId => Data.Object.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;
}

internal sealed record StripeEventData
{
    public required JsonElement Object { get; init; }
}

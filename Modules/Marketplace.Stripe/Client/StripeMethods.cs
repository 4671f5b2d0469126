using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marketplace.Stripe.Client;

internal sealed record StripeCustomer
{
    public required string Id { get; init; }

    public bool Deleted { get; init; }

    public string? Email { get; init; }

    public Dictionary<string, string>? Metadata { get; init; }
}

internal sealed record StripeMethod
{
    public required string Id { get; init; }

    public required string Type { get; init; }

    public StripeCard? Card { get; init; }

    public StripePayPal? Paypal { get; init; }

    public string? Customer { get; init; }

    public long Created { get; init; }
}

/// <param name="Method">Null where only the id was sent.</param>
internal sealed record StripeMethodOrId(string Id, StripeMethod? Method);

internal sealed class StripeMethodOrIdConverter : JsonConverter<StripeMethodOrId>
{
    public override StripeMethodOrId? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is JsonTokenType.String)
            return new StripeMethodOrId(reader.GetString()!, null);
        return JsonSerializer.Deserialize<StripeMethod>(ref reader, options) is { } method ? new StripeMethodOrId(method.Id, method) : null;
    }

    public override void Write(Utf8JsonWriter writer, StripeMethodOrId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Id);
}

internal sealed record StripeCard
{
    public required string Brand { get; init; }

    public required string Last4 { get; init; }

    public int ExpMonth { get; init; }

    public int ExpYear { get; init; }

    public string? Fingerprint { get; init; }
}

internal sealed record StripePayPal
{
    public string? PayerEmail { get; init; }
}

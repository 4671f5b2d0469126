using System.Text.Json;

namespace Marketplace.Stripe.Client;

/// <summary>
/// Stripe's objects as far as we read them. Unknown members are ignored, so a newer version of the protocol does no harm.
/// </summary>
internal static class StripeJson
{
    public static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static DateTimeOffset Time(long unixSeconds) => DateTimeOffset.FromUnixTimeSeconds(unixSeconds);
}

internal sealed record StripeList<T>
{
    public required IReadOnlyList<T> Data { get; init; }

    public bool HasMore { get; init; }
}

internal sealed record StripeErrorEnvelope
{
    public StripeErrorBody? Error { get; init; }
}

internal sealed record StripeErrorBody
{
    public string? Type { get; init; }

    public string? Code { get; init; }

    public string? DeclineCode { get; init; }

    public string? Message { get; init; }

    public StripeIntent? PaymentIntent { get; init; }

    public StripeReference? PaymentMethod { get; init; }
}

/// <summary>Any object of which only the id matters.</summary>
internal sealed record StripeReference
{
    public required string Id { get; init; }
}

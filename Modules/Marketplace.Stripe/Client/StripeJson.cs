using System.Text.Json;

namespace Marketplace.Stripe;

/// <summary>Stripe's objects as far as we read them. Unknown members are ignored, so a newer version of the protocol does no harm.</summary>
internal static class StripeJson
{
    public static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
}

internal sealed record StripeIntent
{
    public required string Id { get; init; }

    /// <summary>Absent in nothing we ask for; null in an event of another object's shape.</summary>
    public string? ClientSecret { get; init; }

    public required long Amount { get; init; }

    public long AmountReceived { get; init; }

    public required string Currency { get; init; }

    public required string Status { get; init; }

    public Dictionary<string, string>? Metadata { get; init; }

    public StripeErrorBody? LastPaymentError { get; init; }
}

internal sealed record StripeErrorBody
{
    public string? Type { get; init; }

    public string? Code { get; init; }

    public string? DeclineCode { get; init; }

    public string? Message { get; init; }
}

internal sealed record StripeErrorEnvelope
{
    public StripeErrorBody? Error { get; init; }
}

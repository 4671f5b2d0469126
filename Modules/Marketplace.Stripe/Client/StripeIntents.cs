using System.Text.Json.Serialization;

namespace Marketplace.Stripe.Client;

internal sealed record StripeIntent
{
    public required string Id { get; init; }

    /// <summary>Absent in nothing we ask for; null in an event of another object's shape.</summary>
    public string? ClientSecret { get; init; }

    public required long Amount { get; init; }

    public long AmountReceived { get; init; }

    public required string Currency { get; init; }

    public string? Customer { get; init; }

    /// <summary>An id, or with <c>expand[]</c> the whole method.</summary>
    [JsonConverter(typeof(StripeMethodOrIdConverter))]
    public StripeMethodOrId? PaymentMethod { get; init; }

    public string? LatestCharge { get; init; }

    public string? SetupFutureUsage { get; init; }

    public required string Status { get; init; }

    public Dictionary<string, string>? Metadata { get; init; }

    public StripeErrorBody? LastPaymentError { get; init; }
}

internal sealed record StripeSetupIntent
{
    public required string Id { get; init; }

    public string? ClientSecret { get; init; }

    public string? Customer { get; init; }

    public string? PaymentMethod { get; init; }

    public required string Status { get; init; }

    public Dictionary<string, string>? Metadata { get; init; }

    public StripeErrorBody? LastSetupError { get; init; }
}

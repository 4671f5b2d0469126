namespace Marketplace.Stripe;

/// <summary>
/// The settings section <c>stripe</c> (S1-50), or <c>Marketplace:Tenants:{tenant}:Stripe</c>, or <c>Marketplace:Stripe</c> in the configuration.
/// Secrets are stored as <see cref="StripeSecrets"/> writes them; a plain <c>sk_…</c> or <c>whsec_…</c> is accepted too.
/// </summary>
internal sealed record StripeSettings
{
    public const string Section = "stripe";

    public string? SecretKey { get; init; }

    public string? PublishableKey { get; init; }

    /// <summary>One of them.</summary>
    public string? WebhookSecret { get; init; }

    /// <summary>Several, while an endpoint's secret is being replaced.</summary>
    public IReadOnlyList<string> WebhookSecrets { get; init; } = [];

    public bool IsEmpty => string.IsNullOrWhiteSpace(SecretKey) && string.IsNullOrWhiteSpace(PublishableKey) && !AllWebhookSecrets.Any();

    public IEnumerable<string> AllWebhookSecrets => WebhookSecrets.Append(WebhookSecret ?? "").Where(x => !string.IsNullOrWhiteSpace(x));

    // A record prints its members; these must never reach a log.
    public override string ToString() => nameof(StripeSettings);
}

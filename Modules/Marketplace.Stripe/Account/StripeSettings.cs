using System.Text.Json.Serialization;

namespace Marketplace.Stripe.Account;

/// <summary>
/// The settings section <c>stripe</c> (S1-50), or <c>Marketplace:Tenants:{tenant}:Stripe</c>, or <c>Marketplace:Stripe</c> in the
/// configuration. Secrets are stored as <see cref="StripeSecrets"/> writes them; a plain <c>sk_…</c> or <c>whsec_…</c> is accepted too.
/// </summary>
internal sealed record StripeSettings
{
    public const string Section = "stripe";

    /// <summary>Null where only keys were given: they say it themselves.</summary>
    public StripeMode? Mode { get; init; }

    public string? SecretKey { get; init; }

    public DateTimeOffset? SecretKeySetAt { get; init; }

    public string? PublishableKey { get; init; }

    /// <summary>One of them.</summary>
    public string? WebhookSecret { get; init; }

    public DateTimeOffset? WebhookSecretSetAt { get; init; }

    /// <summary>The one before, while Stripe or a queue may still sign with it.</summary>
    public string? PreviousWebhookSecret { get; init; }

    public DateTimeOffset? PreviousWebhookSecretUntil { get; init; }

    /// <summary>Several, as a configuration gives them while an endpoint's secret is being replaced.</summary>
    public IReadOnlyList<string> WebhookSecrets { get; init; } = [];

    /// <summary>
    /// Offer PayPal too. The admin portal finds out whether the account takes it when keys are saved there, where the key may read that; a
    /// configuration says it itself.
    /// </summary>
    public bool PayPal { get; init; }

    /// <summary>The account that the keys belonged to when they were tested, for example <c>acct_…</c>.</summary>
    public string? AccountId { get; init; }

    [JsonIgnore]
    public bool IsEmpty => string.IsNullOrWhiteSpace(SecretKey) && string.IsNullOrWhiteSpace(PublishableKey) && !AllWebhookSecrets.Any();

    [JsonIgnore]
    public IEnumerable<string> AllWebhookSecrets => WebhookSecrets.Append(WebhookSecret ?? "").Where(x => !string.IsNullOrWhiteSpace(x));

    // A record prints its members; these must never reach a log.
    public override string ToString() => nameof(StripeSettings);
}

[JsonConverter(typeof(JsonStringEnumConverter<StripeMode>))]
internal enum StripeMode
{
    /// <summary>The account inside this host; keys that are stored stay unused.</summary>
    Sandbox,
    Test,
    Live,
}

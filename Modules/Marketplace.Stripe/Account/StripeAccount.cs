namespace Marketplace.Stripe.Account;

/// <summary>The account this tenant collects with: Stripe's own, or the sandbox inside this host.</summary>
/// <param name="ApiBase">Ends with <c>/v1/</c>.</param>
/// <param name="HostHeader">The tenant's host name where it differs from that of <paramref name="ApiBase"/>.</param>
/// <param name="WebhookSecrets">Any of them may have signed.</param>
public sealed record StripeAccount(
    string SecretKey,
    string PublishableKey,
    IReadOnlyList<string> WebhookSecrets,
    Uri ApiBase,
    string? HostHeader,
    string ScriptUrl,
    bool IsSandbox)
{
    /// <summary>Customers may pay with PayPal.</summary>
    public bool OffersPayPal { get; init; }

    /// <summary>What Stripe.net speaks; a new version of it brings a new one, and webhook endpoints are to be pinned to it.</summary>
    public const string ApiVersion = "2026-10-28.endive";

    /// <summary>Where Stripe posts its events, below the tenant's address.</summary>
    public const string WebhookPath = "/api/stripe/webhook";

    /// <summary>How the secret keys of a sandbox begin, which Stripe itself never gives out.</summary>
    public const string SandboxKeyPrefix = "sk_test_sandbox";

    public const string ScriptAddress = "https://js.stripe.com/v3/";
    public static readonly Uri Api = new("https://api.stripe.com/v1/");

    /// <summary>What Stripe.net calls the base: without the version, which is part of every path of its own.</summary>
    internal string ApiRoot => ApiBase.AbsoluteUri[..^"/v1/".Length];

    // A record prints its members; these must never reach a log.
    public override string ToString() => IsSandbox ? "the sandbox" : "Stripe";
}

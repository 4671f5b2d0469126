using Marketplace.Stripe.Account;
using Microsoft.Extensions.Localization;

namespace Marketplace.Stripe.Keys;

/// <summary>What is wrong with keys before anybody asks Stripe; the sentences never repeat a key.</summary>
internal sealed class KeyInputRules(IStringLocalizer<KeyInputRules> text)
{
    /// <param name="keys">As they would be stored: typed now or before; null where there is none.</param>
    public IEnumerable<(KeyField Field, string Message)> Check(StripeMode mode, KeySet keys)
    {
        var live = mode == StripeMode.Live;
        if (CheckSecretKey(live, keys) is { } secret)
            yield return (KeyField.SecretKey, secret);
        if (CheckPublishableKey(live, keys.PublishableKey) is { } publishable)
            yield return (KeyField.PublishableKey, publishable);
        if (CheckWebhookSecret(keys) is { } webhook)
            yield return (KeyField.WebhookSecret, webhook);
    }

    private string? CheckSecretKey(bool live, KeySet keys)
    {
        if (keys.SecretKey is not { } key)
            return keys.IsUnreadable
                ? text["The stored secret key cannot be read any more. Enter it again."]
                : text["Enter the secret key."];
        if (key.StartsWith("pk_", StringComparison.Ordinal))
            return text["This is a publishable key. Enter the one that starts with {0}.", Prefix("sk_", live)];
        if (!StripeKeyRules.IsSecretKey(key))
            return text["A secret key starts with {0} and has no spaces.", Prefix("sk_", live)];
        return StripeKeyRules.IsLive(key) == live ? null : OtherMode(live, keys.HasNewSecretKey);
    }

    private string? CheckPublishableKey(bool live, string? key)
    {
        if (key is null)
            return text["Enter the publishable key."];
        if (StripeKeyRules.IsSecretKey(key))
            return text["This is a secret key, which must not reach a browser. Enter the one that starts with {0}.", Prefix("pk_", live)];
        if (!StripeKeyRules.IsPublishableKey(key))
            return text["A publishable key starts with {0} and has no spaces.", Prefix("pk_", live)];
        return StripeKeyRules.IsLive(key) == live ? null : OtherMode(live, isNew: true);
    }

    private string? CheckWebhookSecret(KeySet keys)
    {
        if (keys.WebhookSecret is not { } secret)
        {
            return keys.ChangesMode
                ? text["Test and live mode have webhook endpoints of their own. Enter the signing secret of this mode's endpoint."]
                : text["Enter the signing secret of the webhook endpoint: without it no payment is credited."];
        }

        return StripeKeyRules.IsWebhookSecret(secret) && secret.All(x => x is > ' ' and <= '~')
            ? null
            : text["A signing secret starts with whsec_ and has no spaces."].Value;
    }

    private string OtherMode(bool live, bool isNew) => (live, isNew) switch
    {
        (true, true) => text["This is a test key, but the mode is Live. Enter the live key, or choose Test."],
        (true, false) => text["The stored key is a test key. Enter the live key, or choose Test."],
        (false, true) => text["This is a live key, but the mode is Test. Enter the test key, or choose Live."],
        (false, false) => text["The stored key is a live key. Enter the test key, or choose Live."],
    };

    private static string Prefix(string kind, bool live) => kind + (live ? "live_" : "test_");
}

/// <param name="IsUnreadable">A secret key is stored, encrypted with keys that are gone.</param>
internal sealed record KeySet(
    string? SecretKey, string? PublishableKey, string? WebhookSecret, bool HasNewSecretKey, bool ChangesMode, bool IsUnreadable)
{
    // A record prints its members; these must never reach a log.
    public override string ToString() => nameof(KeySet);
}

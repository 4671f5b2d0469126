namespace Marketplace.Stripe.Account;

/// <summary>What a set of keys must look like. The sentences never repeat a key.</summary>
internal static class StripeKeyRules
{
    public static string? FindProblem(string? secretKey, string? publishableKey, IReadOnlyCollection<string> webhookSecrets)
    {
        if (secretKey is null)
            return "the stored secret key cannot be decrypted; enter it again";
        if (!IsSecretKey(secretKey))
            return "the secret key is missing or does not start with sk_test_ or sk_live_";
        if (publishableKey is null || !IsPublishableKey(publishableKey))
            return "the publishable key is missing or does not start with pk_test_ or pk_live_";
        if (IsLive(secretKey) != IsLive(publishableKey))
            return "one key is a test key and the other a live key";
        return webhookSecrets.Count > 0 && webhookSecrets.All(IsWebhookSecret)
            ? null
            : "the webhook secret is missing or does not start with whsec_";
    }

    public static bool IsOfSandbox(string secretKey) => secretKey.StartsWith(StripeAccount.SandboxKeyPrefix, StringComparison.Ordinal);

    /// <summary>Restricted keys count too.</summary>
    public static bool IsSecretKey(string key) => IsKey(key, "sk_") || IsKey(key, "rk_");

    public static bool IsPublishableKey(string key) => IsKey(key, "pk_");

    public static bool IsWebhookSecret(string secret) => secret.StartsWith("whsec_", StringComparison.Ordinal);

    public static bool IsLive(string key) => key.Contains("_live_", StringComparison.Ordinal);

    private static bool IsKey(string key, string prefix) =>
        (key.StartsWith(prefix + "test_", StringComparison.Ordinal) || key.StartsWith(prefix + "live_", StringComparison.Ordinal))
            && key.All(x => x is > ' ' and <= '~');
}

namespace Marketplace.Stripe;

/// <summary>What a set of keys must look like. The sentences never repeat a key.</summary>
internal static class StripeKeyRules
{
    public static string? FindProblem(string? secretKey, string? publishableKey, IReadOnlyCollection<string> webhookSecrets)
    {
        if (secretKey is null)
            return "the stored secret key cannot be decrypted; enter it again";
        if (!IsKey(secretKey, "sk_") && !IsKey(secretKey, "rk_"))
            return "the secret key is missing or does not start with sk_test_ or sk_live_";
        if (publishableKey is null || !IsKey(publishableKey, "pk_"))
            return "the publishable key is missing or does not start with pk_test_ or pk_live_";
        if (IsLive(secretKey) != IsLive(publishableKey))
            return "one key is a test key and the other a live key";
        return webhookSecrets.Count > 0 && webhookSecrets.All(x => x.StartsWith("whsec_", StringComparison.Ordinal))
            ? null
            : "the webhook secret is missing or does not start with whsec_";
    }

    private static bool IsKey(string key, string prefix) =>
        key.StartsWith(prefix + "test_", StringComparison.Ordinal) || key.StartsWith(prefix + "live_", StringComparison.Ordinal);

    private static bool IsLive(string key) => key.Contains("_live_", StringComparison.Ordinal);
}

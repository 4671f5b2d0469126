using System.Globalization;

namespace Marketplace.Stripe.Webhooks;

/// <summary>Refuses what cannot be one of our top-ups (S1-10).</summary>
internal sealed class PaymentIntentEvents(ITenant tenant)
{
    /// <param name="metadata">Of the intent.</param>
    /// <returns>Why the intent is none of ours, or null.</returns>
    public string? FindRefusal(IReadOnlyDictionary<string, string> metadata)
    {
        if (!HasText(metadata, "tenant"))
            return "its metadata names no tenant";
        if (metadata["tenant"] != tenant.Name)
            return "it belongs to another tenant";
        if (!HasText(metadata, "user_id"))
            return "its metadata names no user";
        return decimal.TryParse(
            metadata.GetValueOrDefault("tfc_amount"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
                && amount > 0
            ? null
            : "its metadata has no valid amount";
    }

    private static bool HasText(IReadOnlyDictionary<string, string> metadata, string key) =>
        !string.IsNullOrWhiteSpace(metadata.GetValueOrDefault(key));
}

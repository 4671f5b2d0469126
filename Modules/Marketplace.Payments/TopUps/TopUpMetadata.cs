using Marketplace.Payments.Gateways;

namespace Marketplace.Payments.TopUps;

/// <summary>
/// What an intent carries about its top-up (S1-04), so that a message from the gateway can be matched: also with the tenant's name, because
/// several tenants may share one account at the gateway.
/// </summary>
internal static class TopUpMetadata
{
    public static IReadOnlyDictionary<string, string> Of(TopUpRow row, ITenant tenant) =>
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["user_id"] = row.UserId,
            // Its name is fixed (S1-04), and older than the currency: it is USD.
            ["tfc_amount"] = new Usd(row.AmountCents).ToString(),
            ["purpose"] = row.Purpose,
            ["tenant"] = tenant.Name,
            ["topup_id"] = row.Id,
        };

    /// <summary>What does not fit, for the log, or null.</summary>
    public static string? Mismatch(PaymentIntent intent, TopUpRow row, ITenant tenant)
    {
        foreach (var (key, expected) in Of(row, tenant))
        {
            if (!string.Equals(intent.Metadata.GetValueOrDefault(key), expected, StringComparison.Ordinal))
                return $"its {key} differs";
        }

        if (row.PaymentIntentId is not null && !string.Equals(row.PaymentIntentId, intent.Id, StringComparison.Ordinal))
            return "the top-up has another payment intent";
        if (!string.Equals(intent.Currency, "usd", StringComparison.Ordinal))
            return "its currency is not USD";
        return intent.AmountCents == row.AmountCents ? null : "its amount differs";
    }
}

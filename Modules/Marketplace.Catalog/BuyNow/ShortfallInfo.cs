using System.Text.Json.Serialization;
using Marketplace.Payments;

namespace Marketplace.Catalog;

/// <summary>What is missing for a purchase (O4).</summary>
/// <param name="SuggestedTopup">The smallest choice of the wallet page that covers the shortfall, else the shortfall in whole dollars.</param>
internal sealed record ShortfallInfo(
    [property: JsonPropertyName("required")] CreditAmount Required,
    [property: JsonPropertyName("available")] CreditAmount Available,
    [property: JsonPropertyName("shortfall")] CreditAmount Shortfall,
    [property: JsonPropertyName("auto_topup_enabled")] bool AutoTopupEnabled,
    [property: JsonPropertyName("suggested_topup")] CreditAmount SuggestedTopup)
{
    public static ShortfallInfo Of(CreditAmount required, CreditAmount available, PaymentsSettings settings)
    {
        var shortfall = required - available;
        return new ShortfallInfo(required, available, shortfall, AutoTopupEnabled: false, CreditAmount.FromDecimal(Suggest(shortfall.ToDecimal(), settings)));
    }

    private static decimal Suggest(decimal shortfall, PaymentsSettings settings) =>
        settings.FixedAmounts.Where(x => x >= shortfall).Order().Select(x => (decimal?)x).FirstOrDefault()
        ?? Math.Max(settings.MinimumAmount, decimal.Ceiling(shortfall));
}

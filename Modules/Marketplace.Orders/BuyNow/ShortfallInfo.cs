using System.Text.Json.Serialization;

namespace Marketplace.Orders.BuyNow;

/// <summary>What is missing for a purchase (O4).</summary>
internal sealed record ShortfallInfo(
    [property: JsonPropertyName("required")] CreditAmount Required,
    [property: JsonPropertyName("available")] CreditAmount Available,
    [property: JsonPropertyName("shortfall")] CreditAmount Shortfall,
    [property: JsonPropertyName("auto_topup_enabled")] bool AutoTopupEnabled,
    [property: JsonPropertyName("suggested_topup")] CreditAmount SuggestedTopup);

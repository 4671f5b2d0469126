using System.Text.Json.Serialization;

namespace Marketplace.Orders.BuyNow;

/// <param name="PaymentMethod"><c>TFC</c>: from the balance; <c>Stripe</c>: by card (S1-21).</param>
/// <param name="UnitPriceUsd">The price on the screen, where there was one; another price in the catalogue is refused.</param>
internal sealed record BuyNowRequest(
    [property: JsonPropertyName("service_id")] string? ServiceId,
    [property: JsonPropertyName("payment_method")] string? PaymentMethod,
    [property: JsonPropertyName("unit_price_usd")] CreditAmount? UnitPriceUsd = null);

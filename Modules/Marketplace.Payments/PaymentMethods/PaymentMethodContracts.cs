using System.Text.Json.Serialization;
using Marketplace.Payments.Gateways;

namespace Marketplace.Payments.PaymentMethods;

/// <summary>Body of <c>POST /api/wallet/payment-methods/setup</c>.</summary>
/// <param name="Type"><c>card</c> or <c>paypal</c>.</param>
internal sealed record SetupRequest([property: JsonPropertyName("type")] string? Type = null);

/// <summary>Its answer: the browser confirms it with the payment provider's script.</summary>
internal sealed record SetupResponse(
    [property: JsonPropertyName("client_secret")] string ClientSecret,
    [property: JsonPropertyName("setup_intent_id")] string SetupIntentId,
    [property: JsonPropertyName("type")] string Type);

/// <summary>Body of <c>POST /api/wallet/payment-methods</c>.</summary>
internal sealed record SaveMethodRequest([property: JsonPropertyName("setup_intent_id")] string? SetupIntentId = null);

/// <summary>Body of <c>PUT /api/wallet/payment-methods/order</c>.</summary>
/// <param name="Ids">All of them; the first becomes the default.</param>
internal sealed record OrderRequest([property: JsonPropertyName("ids")] IReadOnlyList<string>? Ids = null);

/// <param name="Type"><c>card</c> or <c>paypal</c>.</param>
/// <param name="Brand">For example <c>visa</c>.</param>
/// <param name="Last4">Of the card's number; empty for PayPal.</param>
/// <param name="Expiry"><c>good</c>, <c>soon</c> (within 60 days) or <c>expired</c>.</param>
/// <param name="Label">As customers know it, for example <c>Visa •••• 4242</c>.</param>
internal sealed record MethodResponse(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("brand")] string Brand,
    [property: JsonPropertyName("last4")] string Last4,
    [property: JsonPropertyName("exp_month")] int? ExpMonth,
    [property: JsonPropertyName("exp_year")] int? ExpYear,
    [property: JsonPropertyName("expiry")] string Expiry,
    [property: JsonPropertyName("email")] string? Email,
    [property: JsonPropertyName("label")] string Label,
    [property: JsonPropertyName("is_default")] bool IsDefault)
{
    public static MethodResponse Of(PaymentMethod method, DateTimeOffset now) => new(
        method.Id,
        method.Kind is PaymentMethodKind.PayPal ? "paypal" : "card",
        method.Brand,
        method.Last4,
        method.ExpMonth,
        method.ExpYear,
        CardExpiryRule.For(method.ExpMonth, method.ExpYear, now) switch
        {
            CardExpiry.Expired => "expired",
            CardExpiry.Soon => "soon",
            _ => "good",
        },
        method.Email,
        method.Label,
        method.IsDefault);
}

/// <summary>Answer of <c>GET /api/wallet/payment-methods</c>, in the order in which they stand in for one another.</summary>
/// <param name="Limit">How many one customer may have.</param>
/// <param name="CanSave">There is room for one more.</param>
internal sealed record MethodListResponse(
    [property: JsonPropertyName("payment_methods")] IReadOnlyList<MethodResponse> PaymentMethods,
    [property: JsonPropertyName("limit")] int Limit,
    [property: JsonPropertyName("can_save")] bool CanSave);

using System.Text.Json.Nodes;
using Marketplace.StripeSandbox.PaymentMethods;

namespace Marketplace.StripeSandbox.PaymentIntents;

/// <summary>How a charge shows the method that was charged: much as the method itself, but not quite.</summary>
internal static class ChargeDetails
{
    private static readonly string[] SameForCard =
        ["brand", "checks", "country", "exp_month", "exp_year", "fingerprint", "funding", "last4", "regulated_status", "wallet"];

    public static JsonObject Of(JsonObject method, long amount, bool isAuthenticated)
    {
        var type = (string)method["type"]!;
        var details = type == SandboxPaymentMethods.PayPal ? PayPal(method[type]!) : Card(method[type]!, amount, isAuthenticated);
        return new JsonObject { [type] = details, ["type"] = type };
    }

    private static JsonObject Card(JsonNode card, long amount, bool isAuthenticated) =>
        new(SameForCard.Select(x => KeyValuePair.Create(x, card[x]?.DeepClone())))
        {
            ["amount_authorized"] = amount,
            ["authorization_code"] = null,
            ["electronic_commerce_indicator"] = isAuthenticated ? "05" : null,
            ["installments"] = null,
            ["mandate"] = null,
            ["network"] = card["brand"]!.DeepClone(),
            ["network_token"] = new JsonObject { ["used"] = false },
            ["network_transaction_id"] = null,
            ["three_d_secure"] = isAuthenticated ? Challenge() : null,
            ["transaction_link_id"] = null,
        };

    private static JsonObject Challenge() => new()
    {
        ["authentication_flow"] = "challenge",
        ["electronic_commerce_indicator"] = "05",
        ["exemption_indicator"] = null,
        ["result"] = "authenticated",
        ["result_reason"] = null,
        ["transaction_id"] = null,
        ["version"] = "2.2.0",
    };

    private static JsonObject PayPal(JsonNode paypal) => new()
    {
        ["country"] = paypal["country"]?.DeepClone(),
        ["payer_email"] = paypal["payer_email"]?.DeepClone(),
        ["payer_id"] = paypal["payer_id"]?.DeepClone(),
        ["payer_name"] = null,
        ["seller_protection"] = null,
        ["transaction_id"] = null,
    };
}

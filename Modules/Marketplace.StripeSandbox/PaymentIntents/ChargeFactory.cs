using System.Text.Json.Nodes;
using Marketplace.StripeSandbox.Cards;
using Marketplace.StripeSandbox.Objects;

namespace Marketplace.StripeSandbox.PaymentIntents;

/// <summary>What a charge tells of the intent and the method it was made with.</summary>
internal static class ChargeFactory
{
    public const string ObjectType = "charge";

    /// <param name="isAuthenticated">The bank saw its customer.</param>
    public static JsonObject Build(long now, JsonObject intent, JsonObject method, CardDecline? decline, bool isAuthenticated)
    {
        var amount = (long)intent["amount"]!;
        return new JsonObject
        {
            ["id"] = SandboxObjects.NewId("ch"),
            ["object"] = ObjectType,
            ["amount"] = amount,
            ["amount_captured"] = decline is null ? amount : 0,
            ["amount_refunded"] = 0,
            ["application"] = null,
            ["application_fee"] = null,
            ["application_fee_amount"] = null,
            ["balance_transaction"] = null,
            ["billing_details"] = method["billing_details"]?.DeepClone(),
            ["calculated_statement_descriptor"] = null,
            ["captured"] = decline is null,
            ["created"] = now,
            ["currency"] = intent["currency"]!.DeepClone(),
            ["customer"] = intent["customer"]?.DeepClone(),
            ["description"] = intent["description"]?.DeepClone(),
            ["disputed"] = false,
            ["failure_balance_transaction"] = null,
            ["failure_code"] = decline?.Code,
            ["failure_message"] = decline?.Message,
            ["fraud_details"] = new JsonObject(),
            ["livemode"] = false,
            ["metadata"] = intent["metadata"]!.DeepClone(),
            ["on_behalf_of"] = null,
            ["outcome"] = Outcome(decline),
            ["paid"] = decline is null,
            ["payment_intent"] = SandboxObjects.Id(intent),
            ["payment_method"] = SandboxObjects.Id(method),
            ["payment_method_details"] = ChargeDetails.Of(method, amount, isAuthenticated),
            ["receipt_email"] = intent["receipt_email"]?.DeepClone(),
            ["receipt_number"] = null,
            ["receipt_url"] = null,
            ["refunded"] = false,
            ["review"] = null,
            ["shipping"] = null,
            ["source"] = null,
            ["source_transfer"] = null,
            ["statement_descriptor"] = intent["statement_descriptor"]?.DeepClone(),
            ["statement_descriptor_suffix"] = intent["statement_descriptor_suffix"]?.DeepClone(),
            ["status"] = decline is null ? "succeeded" : "failed",
            ["transfer_data"] = null,
            ["transfer_group"] = null,
        };
    }

    private static JsonObject Outcome(CardDecline? decline) => new()
    {
        ["advice_code"] = null,
        ["network_advice_code"] = null,
        ["network_decline_code"] = null,
        ["network_status"] = decline is null ? "approved_by_network" : "declined_by_network",
        ["reason"] = decline?.DeclineCode,
        ["risk_level"] = "normal",
        ["risk_score"] = 32,
        ["seller_message"] = decline is null ? "Payment complete." : "The bank returned a decline.",
        ["type"] = decline is null ? "authorized" : "issuer_declined",
    };
}

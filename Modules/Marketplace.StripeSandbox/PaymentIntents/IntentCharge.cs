using System.Text.Json.Nodes;
using Marketplace.StripeSandbox.Balance;
using Marketplace.StripeSandbox.Cards;
using Marketplace.StripeSandbox.Disputes;
using Marketplace.StripeSandbox.Events;
using Marketplace.StripeSandbox.Objects;
using Marketplace.StripeSandbox.PaymentMethods;
using Marketplace.StripeSandbox.Protocol;

namespace Marketplace.StripeSandbox.PaymentIntents;

/// <summary>Asks the card's bank, and writes what it said: a charge, the intent's new state, the events.</summary>
internal sealed class IntentCharge(
    SandboxObjects objects, SandboxEvents events, MethodOwnership ownership, SandboxBalance balance, SandboxDisputes disputes)
{
    public const string ObjectType = "charge";

    /// <returns>402 when the card is declined, else null.</returns>
    public async Task<SandboxAnswer?> ChargeAsync(SandboxCall call, JsonObject intent, JsonObject method)
    {
        if (SandboxPaymentMethods.FindCard(method)?.Decline is { } decline)
            return await DeclineAsync(call, intent, method, decline);

        var made = Build(intent, method, decline: null);
        var card = SandboxPaymentMethods.FindCard(method);
        made["balance_transaction"] = SandboxObjects.Id(await balance.ChargeAsync(call, made, isCard: card is not null));
        await objects.AddAsync(call, made);
        intent["status"] = "succeeded";
        intent["amount_received"] = (long)intent["amount"]!;
        intent["latest_charge"] = SandboxObjects.Id(made);
        intent["last_payment_error"] = null;
        intent["next_action"] = null;
        await objects.SaveAsync(call, intent);
        await AttachAsync(call, intent, method);
        await events.EmitAsync(call, "charge.succeeded", made);
        await events.EmitAsync(call, "payment_intent.succeeded", intent);
        if (card is not null)
            await disputes.FollowAsync(call, made, card.Aftermath);
        return null;
    }

    public async Task<SandboxAnswer> DeclineAsync(SandboxCall call, JsonObject intent, JsonObject method, CardDecline decline)
    {
        var failed = Build(intent, method, decline);
        await objects.AddAsync(call, failed);
        var answer = SandboxAnswer.Error(402, "card_error", decline.Code, decline.Message, null, error =>
        {
            error["charge"] = SandboxObjects.Id(failed);
            error["decline_code"] = decline.DeclineCode;
            error["payment_method"] = SandboxView.Of(method);
        });
        Reopen(intent, (JsonObject)answer.Body["error"]!.DeepClone());
        intent["latest_charge"] = SandboxObjects.Id(failed);
        await objects.SaveAsync(call, intent);
        await events.EmitAsync(call, "charge.failed", failed);
        await events.EmitAsync(call, "payment_intent.payment_failed", intent);
        answer.Body["error"]!["payment_intent"] = SandboxView.Of(intent, call);
        return answer;
    }

    /// <summary>The bank's challenge was failed or left: nothing was charged, and no charge exists.</summary>
    public async Task FailAuthenticationAsync(SandboxCall call, JsonObject intent, JsonObject method)
    {
        var answer = SandboxAnswer.Error(
            402,
            "invalid_request_error",
            "payment_intent_authentication_failure",
            "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
            null,
            error => error["payment_method"] = SandboxView.Of(method));
        Reopen(intent, (JsonObject)answer.Body["error"]!.DeepClone());
        await objects.SaveAsync(call, intent);
        await events.EmitAsync(call, "payment_intent.payment_failed", intent);
    }

    private static void Reopen(JsonObject intent, JsonObject error)
    {
        intent["status"] = "requires_payment_method";
        intent["payment_method"] = null;
        intent["next_action"] = null;
        intent["last_payment_error"] = error;
    }

    private async Task AttachAsync(SandboxCall call, JsonObject intent, JsonObject method)
    {
        var future = (string?)intent["setup_future_usage"];
        if (future is not null && (string?)intent["customer"] is { } customer)
        {
            await ownership.AttachAsync(call, method, customer, setUp: future == "off_session");
        }
        else if (method["customer"] is null)
        {
            method["_used_up"] = true;
            await objects.SaveAsync(call, method);
        }
    }

    private JsonObject Build(JsonObject intent, JsonObject method, CardDecline? decline)
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
            ["created"] = objects.Now,
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
            ["outcome"] = new JsonObject
            {
                ["network_decline_code"] = null,
                ["network_status"] = decline is null ? "approved_by_network" : "declined_by_network",
                ["reason"] = decline?.DeclineCode,
                ["risk_level"] = "normal",
                ["seller_message"] = decline is null ? "Payment complete." : "The bank returned a decline.",
                ["type"] = decline is null ? "authorized" : "issuer_declined",
            },
            ["paid"] = decline is null,
            ["payment_intent"] = SandboxObjects.Id(intent),
            ["payment_method"] = SandboxObjects.Id(method),
            ["payment_method_details"] = new JsonObject
            { [(string)method["type"]!] = method[(string)method["type"]!]!.DeepClone(), ["type"] = (string)method["type"]! },
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
}

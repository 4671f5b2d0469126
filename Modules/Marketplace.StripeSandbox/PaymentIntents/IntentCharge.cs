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
    public const string ObjectType = ChargeFactory.ObjectType;

    /// <param name="isAuthenticated">The bank saw its customer.</param>
    /// <returns>402 when the card is declined, else null.</returns>
    public async Task<SandboxAnswer?> ChargeAsync(
        SandboxCall call, JsonObject intent, JsonObject method, bool isAuthenticated = false)
    {
        if (SandboxPaymentMethods.FindCard(method)?.Decline is { } decline)
            return await DeclineAsync(call, intent, method, decline);

        var made = ChargeFactory.Build(objects.Now, intent, method, decline: null, isAuthenticated);
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
        var failed = ChargeFactory.Build(objects.Now, intent, method, decline, isAuthenticated: false);
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
}

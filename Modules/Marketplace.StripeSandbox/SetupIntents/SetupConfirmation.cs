using System.Text.Json.Nodes;
using Marketplace.StripeSandbox.Cards;
using Marketplace.StripeSandbox.Events;
using Marketplace.StripeSandbox.Objects;
using Marketplace.StripeSandbox.PaymentIntents;
using Marketplace.StripeSandbox.PaymentMethods;
using Marketplace.StripeSandbox.Protocol;

namespace Marketplace.StripeSandbox.SetupIntents;

/// <summary>
/// Confirms a setup intent: asks the bank for its customer where it wants to see them, then keeps the method for later charges.
/// </summary>
internal sealed class SetupConfirmation(SandboxObjects objects, SandboxEvents events, MethodOwnership ownership, NextActions actions)
{
    /// <returns>402 when the card is refused, 400 when the state does not allow it, else null.</returns>
    public async Task<SandboxAnswer?> ConfirmAsync(SandboxCall call, JsonObject intent, ConfirmOptions options)
    {
        if (IntentGuards.WhyNotConfirm(call, intent, options) is { } refusal)
            return refusal;
        var method = options.Method
            ?? await objects.GetAsync(call, ObjectTypes.PaymentMethod, (string)intent["payment_method"]!, "payment_method");
        MethodOwnership.CheckUsable(method, (string?)intent["customer"]);
        IntentGuards.CheckType(intent, method);
        intent["payment_method"] = SandboxObjects.Id(method);
        intent["next_action"] = null;
        if (!NeedsCustomer(method))
            return await FinishAsync(call, intent, method);
        intent["status"] = "requires_action";
        intent["next_action"] = actions.For(intent, method, options);
        await objects.SaveAsync(call, intent);
        await events.EmitAsync(call, "setup_intent.requires_action", intent);
        return null;
    }

    /// <summary>The customer was there: the bank answers for good.</summary>
    public async Task<SandboxAnswer?> FinishAsync(SandboxCall call, JsonObject intent, JsonObject method)
    {
        if (SandboxPaymentMethods.FindCard(method) is { AttachesThoughDeclined: false, Decline: { } decline })
        {
            return await FailAsync(
                call, intent, method, "card_error", decline.Code, decline.Message, error => error["decline_code"] = decline.DeclineCode);
        }

        intent["status"] = "succeeded";
        intent["next_action"] = null;
        intent["last_setup_error"] = null;
        await objects.SaveAsync(call, intent);
        if ((string?)intent["customer"] is { } customer)
            await ownership.AttachAsync(call, method, customer, setUp: (string?)intent["usage"] == "off_session");
        await events.EmitAsync(call, "setup_intent.succeeded", intent);
        return null;
    }

    public Task<SandboxAnswer> FailAuthenticationAsync(SandboxCall call, JsonObject intent, JsonObject method) => FailAsync(
        call,
        intent,
        method,
        "invalid_request_error",
        "setup_intent_authentication_failure",
        "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
        _ => { });

    private async Task<SandboxAnswer> FailAsync(
        SandboxCall call, JsonObject intent, JsonObject method, string type, string code, string message, Action<JsonObject> more)
    {
        var answer = SandboxAnswer.Error(402, type, code, message, null, error =>
        {
            error["payment_method"] = SandboxView.Of(method);
            more(error);
        });
        intent["status"] = "requires_payment_method";
        intent["payment_method"] = null;
        intent["next_action"] = null;
        intent["last_setup_error"] = answer.Body["error"]!.DeepClone();
        await objects.SaveAsync(call, intent);
        await events.EmitAsync(call, "setup_intent.setup_failed", intent);
        answer.Body["error"]![ObjectTypes.SetupIntent] = SandboxView.Of(intent, call);
        return answer;
    }

    /// <summary>The card that counts as set up already is saved without a question.</summary>
    private static bool NeedsCustomer(JsonObject method) =>
        SandboxPaymentMethods.FindCard(method) is not { } card
            || card.Authentication is CardAuthentication.Always or CardAuthentication.UnlessSetUp;
}

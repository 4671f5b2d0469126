using System.Text.Json.Nodes;
using Marketplace.StripeSandbox.Cards;
using Marketplace.StripeSandbox.Events;
using Marketplace.StripeSandbox.Objects;
using Marketplace.StripeSandbox.PaymentMethods;
using Marketplace.StripeSandbox.Protocol;

namespace Marketplace.StripeSandbox.PaymentIntents;

/// <summary>Confirms an intent: asks the bank for its customer where it wants to see them, else charges the card.</summary>
internal sealed class IntentConfirmation(SandboxObjects objects, SandboxEvents events, IntentCharge charge, NextActions actions)
{
    public async Task<SandboxAnswer?> ConfirmAsync(SandboxCall call, JsonObject intent, ConfirmOptions options)
    {
        if (IntentGuards.WhyNotConfirm(call, intent, options) is { } refusal)
            return refusal;
        var method = options.Method
            ?? await objects.GetAsync(call, ObjectTypes.PaymentMethod, (string)intent["payment_method"]!, "payment_method");
        MethodOwnership.CheckUsable(method, (string?)intent["customer"]);
        IntentGuards.CheckType(intent, method);
        if (options.SetupFutureUsage is not null)
            intent["setup_future_usage"] = options.SetupFutureUsage.Length == 0 ? null : options.SetupFutureUsage;
        intent["payment_method"] = SandboxObjects.Id(method);
        intent["next_action"] = null;

        if (!NextActions.IsNeeded(method, options.OffSession))
            return await charge.ChargeAsync(call, intent, method);
        if (options.OffSession || options.ErrorOnRequiresAction)
        {
            return await charge.DeclineAsync(
                call, intent, method,
                new CardDecline(
                    "authentication_required", "authentication_required",
                    "Your card was declined. This transaction requires authentication."));
        }

        return await ChallengeAsync(call, intent, method, options);
    }

    private async Task<SandboxAnswer?> ChallengeAsync(SandboxCall call, JsonObject intent, JsonObject method, ConfirmOptions options)
    {
        intent["status"] = "requires_action";
        intent["next_action"] = actions.For(intent, method, options);
        await objects.SaveAsync(call, intent);
        await events.EmitAsync(call, "payment_intent.requires_action", intent);
        return null;
    }
}

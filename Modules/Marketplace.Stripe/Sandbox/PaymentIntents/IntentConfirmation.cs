using System.Text.Json.Nodes;

namespace Marketplace.Stripe.Sandbox;

/// <summary>Confirms an intent: asks the bank for its customer where it wants to see them, else charges the card.</summary>
internal sealed class IntentConfirmation(SandboxObjects objects, SandboxEvents events, IntentCharge charge, SandboxAddress address)
{
    public async Task<SandboxAnswer?> ConfirmAsync(SandboxCall call, JsonObject intent, ConfirmOptions options)
    {
        if (IntentGuards.WhyNotConfirm(call, intent, options) is { } refusal)
            return refusal;
        var method = options.Method ?? await objects.GetAsync(call, PaymentMethods.ObjectType, (string)intent["payment_method"]!, "payment_method");
        if (options.SetupFutureUsage is not null)
            intent["setup_future_usage"] = options.SetupFutureUsage;
        intent["payment_method"] = SandboxObjects.Id(method);
        intent["next_action"] = null;

        if (!NeedsAuthentication(method, options.OffSession))
            return await charge.ChargeAsync(call, intent, method);
        if (options.OffSession || options.ErrorOnRequiresAction)
        {
            return await charge.DeclineAsync(
                call, intent, method, new CardDecline("authentication_required", "authentication_required", "Your card was declined. This transaction requires authentication."));
        }

        return await ChallengeAsync(call, intent, options);
    }

    private async Task<SandboxAnswer?> ChallengeAsync(SandboxCall call, JsonObject intent, ConfirmOptions options)
    {
        intent["status"] = "requires_action";
        intent["next_action"] = options is { UseStripeSdk: false, ReturnUrl: { } returnUrl }
            ? new JsonObject { ["type"] = "redirect_to_url", ["redirect_to_url"] = new JsonObject { ["return_url"] = returnUrl, ["url"] = ChallengeUrl(intent) } }
            : new JsonObject { ["type"] = "use_stripe_sdk", ["use_stripe_sdk"] = new JsonObject { ["type"] = "three_d_secure_redirect", ["stripe_js"] = ChallengeUrl(intent) } };
        await objects.SaveAsync(call, intent);
        await events.EmitAsync(call, "payment_intent.requires_action", intent);
        return null;
    }

    private string ChallengeUrl(JsonObject intent) =>
        new Uri(address.Root, $"stripe-sandbox/3ds/{SandboxObjects.Id(intent)}?client_secret={intent["client_secret"]}").ToString();

    private static bool NeedsAuthentication(JsonObject method, bool offSession) => PaymentMethods.CardOf(method).Authentication switch
    {
        CardAuthentication.Always => true,
        CardAuthentication.UnlessSetUp => !(bool)method["_set_up"]!,
        CardAuthentication.OnSessionOnly => !offSession,
        _ => false,
    };
}

using System.Text.Json.Nodes;
using Marketplace.StripeSandbox.Cards;
using Marketplace.StripeSandbox.Keys;
using Marketplace.StripeSandbox.Objects;
using Marketplace.StripeSandbox.PaymentMethods;
using Marketplace.StripeSandbox.Protocol;

namespace Marketplace.StripeSandbox.PaymentIntents;

/// <summary>Where an intent needs its customer: at the bank's challenge, or at PayPal.</summary>
internal sealed class NextActions(SandboxAddress address)
{
    /// <exception cref="StripeFault">PayPal without an address to return to.</exception>
    public JsonObject For(JsonObject intent, JsonObject method, ConfirmOptions options)
    {
        var isPayPal = (string?)method["type"] == SandboxPaymentMethods.PayPal;
        if (isPayPal && options.ReturnUrl is null)
            throw StripeFault.Missing("return_url");
        var url = new Uri(
            address.Root,
            $"stripe-sandbox/{(isPayPal ? SandboxPaymentMethods.PayPal : "3ds")}/{SandboxObjects.Id(intent)}?client_secret="
            + $"{intent["client_secret"]}").ToString();
        return options.ReturnUrl is { } returnUrl && (isPayPal || !options.UseStripeSdk)
            ? new JsonObject
            { ["type"] = "redirect_to_url", ["redirect_to_url"] = new JsonObject { ["return_url"] = returnUrl, ["url"] = url } }
            : new JsonObject
            { ["type"] = "use_stripe_sdk",
                ["use_stripe_sdk"] = new JsonObject { ["type"] = "three_d_secure_redirect", ["stripe_js"] = url } };
    }

    public static bool IsNeeded(JsonObject method, bool offSession)
    {
        var isSetUp = (bool)(method["_set_up"] ?? false);
        return SandboxPaymentMethods.FindCard(method) is not { } card
            ? !(offSession && isSetUp)
            : card.Authentication switch
            {
                CardAuthentication.Always => true,
                CardAuthentication.UnlessSetUp => !isSetUp,
                CardAuthentication.OnSessionOnly => !offSession,
                _ => false,
            };
    }
}

/// <summary>How errors name the two kinds of intents.</summary>
/// <param name="Name">For example <c>PaymentIntent</c>.</param>
/// <param name="Key">For example <c>payment_intent</c>.</param>
internal sealed record IntentWords(string Name, string Key, string LastError)
{
    private static readonly IntentWords Payment = new("PaymentIntent", IntentFactory.ObjectType, "last_payment_error");
    private static readonly IntentWords Setup = new("SetupIntent", ObjectTypes.SetupIntent, "last_setup_error");

    public static IntentWords Of(JsonObject intent) => (string?)intent["object"] == ObjectTypes.SetupIntent ? Setup : Payment;
}

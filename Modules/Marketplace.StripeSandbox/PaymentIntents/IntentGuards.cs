using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Marketplace.StripeSandbox.Objects;
using Marketplace.StripeSandbox.Protocol;

namespace Marketplace.StripeSandbox.PaymentIntents;

/// <summary>What an intent's state and its caller allow.</summary>
internal static class IntentGuards
{
    private static readonly string[] Cancelable =
        ["requires_payment_method", "requires_capture", "requires_confirmation", "requires_action", "processing"];

    /// <summary>A browser must show the intent's own client secret.</summary>
    /// <exception cref="StripeFault">It does not.</exception>
    public static void CheckSecret(SandboxCall call, JsonObject intent)
    {
        var secret = call.Parameters.Text("client_secret");
        if (!call.IsPublishable && secret is null)
            return;
        if (secret is null)
            throw StripeFault.Unauthorized("With a publishable key, you must also provide the client_secret.");
        if (!Fits(intent, secret))
            throw StripeFault.Invalid(
                $"{IntentWords.Of(intent).Key}_invalid_parameter",
                $"The client_secret provided does not match the client_secret associated with the {IntentWords.Of(intent).Name}.",
                "client_secret");
    }

    public static bool Fits(JsonObject intent, string? secret) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes((string)intent["client_secret"]!), Encoding.UTF8.GetBytes(secret ?? ""));

    public static SandboxAnswer? WhyNotConfirm(SandboxCall call, JsonObject intent, ConfirmOptions options)
    {
        var status = (string)intent["status"]!;
        if (status is not ("requires_payment_method" or "requires_confirmation" or "requires_action"))
        {
            var because = status == "succeeded"
                ? "it has already succeeded after being previously confirmed"
                : $"it has a status of {status}";
            return Unexpected(call, intent, $"You cannot confirm this {IntentWords.Of(intent).Name} because {because}.");
        }

        if (options.Method is null && intent["payment_method"] is null)
        {
            return Unexpected(
                call,
                intent,
                $"You cannot confirm this {IntentWords.Of(intent).Name} because it's missing a payment method. Update the "
                + $"{IntentWords.Of(intent).Name} with a payment method and then confirm it again.");
        }

        var mayRedirect = intent["automatic_payment_methods"] is JsonObject automatic && (string)automatic["allow_redirects"]! == "always";
        return mayRedirect && !options.UseStripeSdk && !options.OffSession && options.ReturnUrl is null
            ? SandboxAnswer.Error(
                400,
                "invalid_request_error",
                null,
                $"This {IntentWords.Of(intent).Name} is configured to accept payment methods enabled in your Dashboard. Because some of "
                + "these payment methods might redirect your customer off of your page, "
                + "you must provide a `return_url`. If you don't want to accept redirect-based payment methods, set "
                + "`automatic_payment_methods[enabled]` to `true` and "
                + "`automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.")
            : null;
    }

    /// <exception cref="StripeFault">The intent is not payable this way.</exception>
    public static void CheckType(JsonObject intent, JsonObject method)
    {
        var type = (string)method["type"]!;
        if (!intent["payment_method_types"]!.AsArray().Any(x => (string?)x == type))
        {
            throw StripeFault.Invalid(
                null,
                $"The PaymentMethod provided ({type}) is not allowed for this {IntentWords.Of(intent).Name}. Please attach a "
                + "PaymentMethod of an allowed type.",
                "payment_method");
        }
    }

    public static SandboxAnswer? WhyNotCancel(SandboxCall call, JsonObject intent)
    {
        var status = (string)intent["status"]!;
        return Cancelable.Contains(status, StringComparer.Ordinal)
            ? null
            : Unexpected(
                call,
                intent,
                $"You cannot cancel this {IntentWords.Of(intent).Name} because it has a status of {status}. Only a "
                + $"{IntentWords.Of(intent).Name} with one of the following statuses may be canceled: {string.Join(", ", Cancelable)}.");
    }

    public static SandboxAnswer Unexpected(SandboxCall call, JsonObject intent, string message) =>
        SandboxAnswer.Error(
            400, "invalid_request_error", $"{IntentWords.Of(intent).Key}_unexpected_state", message, null,
            error => error[IntentWords.Of(intent).Key] = SandboxView.Of(intent, call));
}

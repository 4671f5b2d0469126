using System.Text.Json.Nodes;
using Marketplace.StripeSandbox.PaymentMethods;
using Marketplace.StripeSandbox.Protocol;

namespace Marketplace.StripeSandbox.PaymentIntents;

/// <param name="SetupFutureUsage">Empty: the method is not to be kept after all.</param>
/// <param name="UseStripeSdk">Stripe.js asks: it shows the bank's challenge itself.</param>
internal sealed record ConfirmOptions(
    JsonObject? Method, bool OffSession, string? SetupFutureUsage, string? ReturnUrl, bool UseStripeSdk, bool ErrorOnRequiresAction)
{
    public static async Task<ConfirmOptions> ReadAsync(SandboxCall call, SandboxPaymentMethods methods, bool isSetup = false)
    {
        var p = call.Parameters;
        // Stripe.js sends these along; they change nothing here.
        _ = p.Text("expected_payment_method_type");
        _ = p.Text("client_secret");
        _ = p.Group("mandate_data");
        var options = new ConfirmOptions(
            Method: null,
            !isSetup && p.Flag("off_session"),
            isSetup ? null : p.OneOf("setup_future_usage", "off_session", "on_session") ?? (p.Has("setup_future_usage") ? "" : null),
            p.Text("return_url"),
            p.Flag("use_stripe_sdk"),
            !isSetup && p.Flag("error_on_requires_action"));
        return options with { Method = await methods.ReadAsync(call) };
    }
}

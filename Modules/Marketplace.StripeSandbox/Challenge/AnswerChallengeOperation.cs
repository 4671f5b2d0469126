using System.Text.Json.Nodes;
using Marketplace.StripeSandbox.Objects;
using Marketplace.StripeSandbox.PaymentIntents;
using Marketplace.StripeSandbox.Protocol;
using Marketplace.StripeSandbox.SetupIntents;

namespace Marketplace.StripeSandbox.Challenge;

/// <summary>
/// The customer answers their bank or PayPal: <c>outcome</c> is <c>succeed</c> or <c>fail</c>. Not part of Stripe's API: there the bank
/// calls.
/// </summary>
internal sealed class AnswerChallengeOperation(SandboxObjects objects, IntentCharge charge, SetupConfirmation setup) : ISandboxOperation
{
    public async Task<SandboxAnswer> ExecuteAsync(SandboxCall call)
    {
        var outcome = call.Parameters.OneOf("outcome", "succeed", "fail") ?? throw StripeFault.Missing("outcome");
        var isSetup = call.Id.StartsWith("seti_", StringComparison.Ordinal);
        var intent = await objects.GetAsync(call, isSetup ? ObjectTypes.SetupIntent : IntentFactory.ObjectType, call.Id, "intent");
        IntentGuards.CheckSecret(call, intent);
        call.Parameters.RejectUnknown();
        if ((string)intent["status"]! != "requires_action")
            return IntentGuards.Unexpected(call, intent, "There is nothing to authenticate.");
        var method = await objects.GetAsync(call, ObjectTypes.PaymentMethod, (string)intent["payment_method"]!, "payment_method");
        await AnswerAsync(call, intent, method, isSetup, outcome == "succeed");
        return SandboxAnswer.Ok(SandboxView.ForBrowser(intent));
    }

    private Task AnswerAsync(SandboxCall call, JsonObject intent, JsonObject method, bool isSetup, bool succeeds) =>
        (isSetup, succeeds) switch
        {
            (true, true) => setup.FinishAsync(call, intent, method),
            (true, false) => setup.FailAuthenticationAsync(call, intent, method),
            (false, true) => charge.ChargeAsync(call, intent, method, isAuthenticated: true),
            (false, false) => charge.FailAuthenticationAsync(call, intent, method),
        };
}

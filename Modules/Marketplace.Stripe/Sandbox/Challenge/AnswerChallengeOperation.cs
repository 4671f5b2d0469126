namespace Marketplace.Stripe.Sandbox;

/// <summary>The customer answers the bank's question: <c>outcome</c> is <c>succeed</c> or <c>fail</c>. Not part of Stripe's API: there the bank calls.</summary>
internal sealed class AnswerChallengeOperation(SandboxObjects objects, IntentCharge charge) : ISandboxOperation
{
    public async Task<SandboxAnswer> ExecuteAsync(SandboxCall call)
    {
        var outcome = call.Parameters.OneOf("outcome", "succeed", "fail") ?? throw StripeFault.Missing("outcome");
        var intent = await objects.GetAsync(call, IntentFactory.ObjectType, call.Id, "intent");
        IntentGuards.CheckSecret(call, intent);
        call.Parameters.RejectUnknown();
        if ((string)intent["status"]! != "requires_action")
            return IntentGuards.Unexpected(call, intent, "There is nothing to authenticate.");
        var method = await objects.GetAsync(call, PaymentMethods.ObjectType, (string)intent["payment_method"]!, "payment_method");
        if (outcome == "fail")
            await charge.FailAuthenticationAsync(call, intent, method);
        else
            await charge.ChargeAsync(call, intent, method);
        return SandboxAnswer.Ok(SandboxView.ForBrowser(intent));
    }
}

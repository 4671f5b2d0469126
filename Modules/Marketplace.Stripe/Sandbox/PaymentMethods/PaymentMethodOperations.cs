namespace Marketplace.Stripe.Sandbox;

internal sealed class CreatePaymentMethodOperation(PaymentMethods methods) : ISandboxOperation
{
    public async Task<SandboxAnswer> ExecuteAsync(SandboxCall call) => SandboxAnswer.Ok(SandboxView.Of(await methods.CreateAsync(call, call.Parameters)));
}

internal sealed class GetPaymentMethodOperation(SandboxObjects objects, ExpandedView view) : ISandboxOperation
{
    public async Task<SandboxAnswer> ExecuteAsync(SandboxCall call)
    {
        var expand = call.Parameters.List("expand");
        call.Parameters.RejectUnknown();
        return await view.AnswerAsync(call, await objects.GetAsync(call, PaymentMethods.ObjectType, call.Id, "payment_method"), expand);
    }
}

using System.Text.Json.Nodes;
using Marketplace.StripeSandbox.Objects;
using Marketplace.StripeSandbox.Protocol;

namespace Marketplace.StripeSandbox.PaymentMethods;

internal sealed class CreatePaymentMethodOperation(SandboxPaymentMethods methods) : ISandboxOperation
{
    public async Task<SandboxAnswer> ExecuteAsync(SandboxCall call) =>
        SandboxAnswer.Ok(SandboxView.Of(await methods.CreateAsync(call, call.Parameters)));
}

internal sealed class GetPaymentMethodOperation(SandboxObjects objects, ExpandedView view) : ISandboxOperation
{
    public async Task<SandboxAnswer> ExecuteAsync(SandboxCall call)
    {
        var expand = call.Parameters.List("expand");
        call.Parameters.RejectUnknown();
        return await view.AnswerAsync(call, await objects.GetAsync(call, ObjectTypes.PaymentMethod, call.Id, "payment_method"), expand);
    }
}

internal sealed class AttachPaymentMethodOperation(SandboxPaymentMethods methods, MethodOwnership ownership, SandboxObjects objects)
    : ISandboxOperation
{
    public async Task<SandboxAnswer> ExecuteAsync(SandboxCall call)
    {
        var customer = call.Parameters.RequiredText("customer");
        call.Parameters.RejectUnknown();
        _ = await objects.GetAsync(call, ObjectTypes.Customer, customer, "customer");
        var method = await methods.ResolveAsync(call, call.Id);
        MethodOwnership.CheckUsable(method, customer);
        // The bank is asked whether the card is good before it is kept.
        if (SandboxPaymentMethods.FindCard(method) is { AttachesThoughDeclined: false, Decline: { } decline })
            return SandboxAnswer.Error(
                402, "card_error", decline.Code, decline.Message, null, error => error["decline_code"] = decline.DeclineCode);
        await ownership.AttachAsync(call, method, customer, setUp: false);
        return SandboxAnswer.Ok(SandboxView.Of(method));
    }
}

internal sealed class DetachPaymentMethodOperation(MethodOwnership ownership, SandboxObjects objects) : ISandboxOperation
{
    public async Task<SandboxAnswer> ExecuteAsync(SandboxCall call)
    {
        call.Parameters.RejectUnknown();
        var method = await objects.GetAsync(call, ObjectTypes.PaymentMethod, call.Id, "payment_method");
        if (method["customer"] is null)
            throw StripeFault.Invalid(
                null, "The payment method you provided is not attached to a customer so detachment is impossible.", "payment_method");
        await ownership.DetachAsync(call, method);
        return SandboxAnswer.Ok(SandboxView.Of(method));
    }
}

/// <summary><c>GET payment_methods?customer=…</c>.</summary>
internal sealed class ListPaymentMethodsOperation(SandboxObjects objects) : ISandboxOperation
{
    public async Task<SandboxAnswer> ExecuteAsync(SandboxCall call)
    {
        var customer = call.Parameters.Text("customer") ?? throw StripeFault.Missing("customer");
        return await ListAsync(call, objects, customer, "/v1/payment_methods");
    }

    public static async Task<SandboxAnswer> ListAsync(SandboxCall call, SandboxObjects objects, string customer, string url)
    {
        _ = await objects.GetAsync(call, ObjectTypes.Customer, customer, "customer");
        var type = call.Parameters.OneOf("type", "card", SandboxPaymentMethods.PayPal);
        IEnumerable<JsonObject> all = await objects.ListOwnedAsync(call, ObjectTypes.PaymentMethod, customer);
        return ListPage.Of(all.Where(x => type is null || (string)x["type"]! == type), call.Parameters, url);
    }
}

/// <summary><c>GET customers/{id}/payment_methods</c>.</summary>
internal sealed class ListCustomerMethodsOperation(SandboxObjects objects) : ISandboxOperation
{
    public Task<SandboxAnswer> ExecuteAsync(SandboxCall call) =>
        ListPaymentMethodsOperation.ListAsync(call, objects, call.Id, $"/v1/customers/{call.Id}/payment_methods");
}

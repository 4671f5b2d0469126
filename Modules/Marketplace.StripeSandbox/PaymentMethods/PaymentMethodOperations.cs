using System.Text.Json.Nodes;
using Marketplace.StripeSandbox.Cards;
using Marketplace.StripeSandbox.Events;
using Marketplace.StripeSandbox.Objects;
using Marketplace.StripeSandbox.Protocol;

namespace Marketplace.StripeSandbox.PaymentMethods;

internal sealed class CreatePaymentMethodOperation(SandboxPaymentMethods methods) : ISandboxOperation
{
    public async Task<SandboxAnswer> ExecuteAsync(SandboxCall call) =>
        SandboxAnswer.Ok(SandboxView.Of(await methods.CreateAsync(call, call.Parameters)));
}

/// <summary>A test token such as <c>pm_card_visa</c> is a new method each time.</summary>
internal sealed class GetPaymentMethodOperation(SandboxPaymentMethods methods, ExpandedView view) : ISandboxOperation
{
    public async Task<SandboxAnswer> ExecuteAsync(SandboxCall call)
    {
        var expand = call.Parameters.List("expand");
        call.Parameters.RejectUnknown();
        return await view.AnswerAsync(call, await methods.ResolveAsync(call, call.Id), expand);
    }
}

/// <summary>Only what a customer has saved may be changed.</summary>
internal sealed class UpdatePaymentMethodOperation(SandboxObjects objects, SandboxEvents events, ExpandedView view, TimeProvider time)
    : ISandboxOperation
{
    public async Task<SandboxAnswer> ExecuteAsync(SandboxCall call)
    {
        var p = call.Parameters;
        var expand = p.List("expand");
        var method = await objects.GetAsync(call, ObjectTypes.PaymentMethod, call.Id, "payment_method");
        if (method["customer"] is null)
            throw StripeFault.Invalid(
                null, "You must save this PaymentMethod to a customer before you can update it.", "payment_method");
        if (p.OneOf("allow_redisplay", "always", "limited", "unspecified") is { } redisplay)
            method["allow_redisplay"] = redisplay;
        BillingDetails.Change(method["billing_details"]!.AsObject(), p.Group("billing_details"));
        if (p.Mentions("card"))
            ChangeExpiry(method, p.Group("card"));
        p.ChangeMetadata(method);
        p.RejectUnknown();
        await objects.SaveAsync(call, method);
        await events.EmitAsync(call, "payment_method.updated", method);
        return await view.AnswerAsync(call, method, expand);
    }

    private void ChangeExpiry(JsonObject method, SandboxParameters card)
    {
        if (method["card"] is not JsonObject printed)
            throw StripeFault.Invalid(null, "This PaymentMethod is not a card.", card.Name("exp_month"));
        var (month, year) = CardData.ReadExpiry(card, time.GetUtcNow());
        card.RejectUnknown();
        (printed["exp_month"], printed["exp_year"]) = (month, year);
    }
}

internal sealed class AttachPaymentMethodOperation(
    SandboxPaymentMethods methods, MethodOwnership ownership, SandboxObjects objects, ExpandedView view) : ISandboxOperation
{
    public async Task<SandboxAnswer> ExecuteAsync(SandboxCall call)
    {
        var expand = call.Parameters.List("expand");
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
        return await view.AnswerAsync(call, method, expand);
    }
}

internal sealed class DetachPaymentMethodOperation(MethodOwnership ownership, SandboxObjects objects, ExpandedView view)
    : ISandboxOperation
{
    public async Task<SandboxAnswer> ExecuteAsync(SandboxCall call)
    {
        var expand = call.Parameters.List("expand");
        call.Parameters.RejectUnknown();
        var method = await objects.GetAsync(call, ObjectTypes.PaymentMethod, call.Id, "payment_method");
        if (method["customer"] is null)
            throw StripeFault.Invalid(
                null, "The payment method you provided is not attached to a customer so detachment is impossible.", "payment_method");
        await ownership.DetachAsync(call, method);
        return await view.AnswerAsync(call, method, expand);
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

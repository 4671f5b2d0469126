using System.Text.Json.Nodes;
using Marketplace.StripeSandbox.Events;
using Marketplace.StripeSandbox.Objects;
using Marketplace.StripeSandbox.PaymentMethods;
using Marketplace.StripeSandbox.Protocol;

namespace Marketplace.StripeSandbox.PaymentIntents;

internal sealed class CreateIntentOperation(
    IntentFactory factory, SandboxPaymentMethods methods, IntentConfirmation confirmation, SandboxObjects objects, SandboxEvents events,
    ExpandedView view) : ISandboxOperation
{
    public async Task<SandboxAnswer> ExecuteAsync(SandboxCall call)
    {
        var intent = await factory.ReadAsync(call);
        var confirm = call.Parameters.Flag("confirm");
        var expand = call.Parameters.List("expand");
        var options = await ConfirmOptions.ReadAsync(call, methods);
        call.Parameters.RejectUnknown();
        if (options.OffSession && !confirm)
            throw StripeFault.Invalid(null, "The parameter `off_session` can only be used when `confirm` is true.", "off_session");
        if (options.Method is { } method)
        {
            MethodOwnership.CheckUsable(method, (string?)intent["customer"]);
            intent["payment_method"] = SandboxObjects.Id(method);
            intent["status"] = "requires_confirmation";
        }

        if (confirm && IntentGuards.WhyNotConfirm(call, intent, options) is { } refusal)
            return refusal;
        await objects.AddAsync(call, intent);
        await events.EmitAsync(call, "payment_intent.created", intent);
        return confirm && await confirmation.ConfirmAsync(call, intent, options) is { } failure
            ? failure
            : await view.AnswerAsync(call, intent, expand);
    }
}

internal sealed class GetIntentOperation(SandboxObjects objects, ExpandedView view) : ISandboxOperation
{
    public async Task<SandboxAnswer> ExecuteAsync(SandboxCall call)
    {
        var expand = call.Parameters.List("expand");
        var intent = await objects.GetAsync(call, IntentFactory.ObjectType, call.Id, "intent");
        IntentGuards.CheckSecret(call, intent);
        call.Parameters.RejectUnknown();
        return await view.AnswerAsync(call, intent, expand);
    }
}

/// <summary>Until it is paid or canceled; of one that is over only the description.</summary>
internal sealed class UpdateIntentOperation(SandboxObjects objects, IntentChanges changes, ExpandedView view) : ISandboxOperation
{
    public async Task<SandboxAnswer> ExecuteAsync(SandboxCall call)
    {
        var p = call.Parameters;
        var expand = p.List("expand");
        var intent = await objects.GetAsync(call, IntentFactory.ObjectType, call.Id, "intent");
        if (IntentChanges.WhyNot(call, intent) is { } refusal)
            return refusal;
        if (p.Has("amount"))
            intent["amount"] = IntentFactory.ReadAmount(p);
        if (p.Has("currency"))
            intent["currency"] = IntentFactory.ReadCurrency(p);
        if (p.Has("setup_future_usage"))
            intent["setup_future_usage"] = p.OneOf("setup_future_usage", "off_session", "on_session");
        IntentChanges.SetText(p, intent, "receipt_email", 512);
        IntentChanges.SetText(p, intent, "statement_descriptor", 22);
        IntentChanges.SetText(p, intent, "statement_descriptor_suffix", 22);
        await changes.ApplyAsync(call, intent);
        p.RejectUnknown();
        intent["last_payment_error"] = null;
        await objects.SaveAsync(call, intent);
        return await view.AnswerAsync(call, intent, expand);
    }
}

internal sealed class ConfirmIntentOperation(
    SandboxObjects objects, SandboxPaymentMethods methods, IntentConfirmation confirmation, ExpandedView view) : ISandboxOperation
{
    public async Task<SandboxAnswer> ExecuteAsync(SandboxCall call)
    {
        var expand = call.Parameters.List("expand");
        var intent = await objects.GetAsync(call, IntentFactory.ObjectType, call.Id, "intent");
        IntentGuards.CheckSecret(call, intent);
        var options = await ConfirmOptions.ReadAsync(call, methods);
        // With the publishable key this parameter is unknown.
        if (!call.IsPublishable)
            IntentMethods.ReadChange(call)?.WriteTo(intent);
        call.Parameters.RejectUnknown();
        return await confirmation.ConfirmAsync(call, intent, options) ?? await view.AnswerAsync(call, intent, expand);
    }
}

internal sealed class CancelIntentOperation(SandboxObjects objects, SandboxEvents events, ExpandedView view) : ISandboxOperation
{
    public async Task<SandboxAnswer> ExecuteAsync(SandboxCall call)
    {
        var expand = call.Parameters.List("expand");
        var reason = call.Parameters.OneOf("cancellation_reason", "duplicate", "fraudulent", "requested_by_customer", "abandoned");
        call.Parameters.RejectUnknown();
        var intent = await objects.GetAsync(call, IntentFactory.ObjectType, call.Id, "intent");
        if (IntentGuards.WhyNotCancel(call, intent) is { } refusal)
            return refusal;
        intent["status"] = "canceled";
        intent["canceled_at"] = JsonValue.Create(objects.Now);
        intent["cancellation_reason"] = reason;
        intent["next_action"] = null;
        await objects.SaveAsync(call, intent);
        await events.EmitAsync(call, "payment_intent.canceled", intent);
        return await view.AnswerAsync(call, intent, expand);
    }
}

using Marketplace.StripeSandbox.Events;
using Marketplace.StripeSandbox.Objects;
using Marketplace.StripeSandbox.PaymentIntents;
using Marketplace.StripeSandbox.PaymentMethods;
using Marketplace.StripeSandbox.Protocol;

namespace Marketplace.StripeSandbox.SetupIntents;

internal sealed class CreateSetupOperation(
    SetupFactory factory, SandboxPaymentMethods methods, SetupConfirmation confirmation, SandboxObjects objects, SandboxEvents events,
    ExpandedView view) : ISandboxOperation
{
    public async Task<SandboxAnswer> ExecuteAsync(SandboxCall call)
    {
        var intent = await factory.ReadAsync(call);
        var confirm = call.Parameters.Flag("confirm");
        var expand = call.Parameters.List("expand");
        var options = await ConfirmOptions.ReadAsync(call, methods, isSetup: true);
        call.Parameters.RejectUnknown();
        if (options.Method is { } method)
        {
            MethodOwnership.CheckUsable(method, (string?)intent["customer"]);
            intent["payment_method"] = SandboxObjects.Id(method);
            intent["status"] = "requires_confirmation";
        }

        if (confirm && IntentGuards.WhyNotConfirm(call, intent, options) is { } refusal)
            return refusal;
        await objects.AddAsync(call, intent);
        await events.EmitAsync(call, "setup_intent.created", intent);
        return confirm && await confirmation.ConfirmAsync(call, intent, options) is { } failure
            ? failure
            : await view.AnswerAsync(call, intent, expand);
    }
}

internal sealed class GetSetupOperation(SandboxObjects objects, ExpandedView view) : ISandboxOperation
{
    public async Task<SandboxAnswer> ExecuteAsync(SandboxCall call)
    {
        var expand = call.Parameters.List("expand");
        var intent = await objects.GetAsync(call, ObjectTypes.SetupIntent, call.Id, "intent");
        IntentGuards.CheckSecret(call, intent);
        call.Parameters.RejectUnknown();
        return await view.AnswerAsync(call, intent, expand);
    }
}

internal sealed class UpdateSetupOperation(SandboxObjects objects, IntentChanges changes, ExpandedView view) : ISandboxOperation
{
    public async Task<SandboxAnswer> ExecuteAsync(SandboxCall call)
    {
        var expand = call.Parameters.List("expand");
        var intent = await objects.GetAsync(call, ObjectTypes.SetupIntent, call.Id, "intent");
        if (IntentChanges.WhyNot(call, intent) is { } refusal)
            return refusal;
        await changes.ApplyAsync(call, intent);
        call.Parameters.RejectUnknown();
        await objects.SaveAsync(call, intent);
        return await view.AnswerAsync(call, intent, expand);
    }
}

internal sealed class ConfirmSetupOperation(
    SandboxObjects objects, SandboxPaymentMethods methods, SetupConfirmation confirmation, ExpandedView view) : ISandboxOperation
{
    public async Task<SandboxAnswer> ExecuteAsync(SandboxCall call)
    {
        var expand = call.Parameters.List("expand");
        var intent = await objects.GetAsync(call, ObjectTypes.SetupIntent, call.Id, "intent");
        IntentGuards.CheckSecret(call, intent);
        var options = await ConfirmOptions.ReadAsync(call, methods, isSetup: true);
        // With the publishable key this parameter is unknown.
        if (!call.IsPublishable)
            IntentMethods.ReadChange(call)?.WriteTo(intent);
        call.Parameters.RejectUnknown();
        return await confirmation.ConfirmAsync(call, intent, options) ?? await view.AnswerAsync(call, intent, expand);
    }
}

internal sealed class CancelSetupOperation(SandboxObjects objects, SandboxEvents events, ExpandedView view) : ISandboxOperation
{
    public async Task<SandboxAnswer> ExecuteAsync(SandboxCall call)
    {
        var expand = call.Parameters.List("expand");
        var reason = call.Parameters.OneOf("cancellation_reason", "duplicate", "requested_by_customer", "abandoned");
        call.Parameters.RejectUnknown();
        var intent = await objects.GetAsync(call, ObjectTypes.SetupIntent, call.Id, "intent");
        if (IntentGuards.WhyNotCancel(call, intent) is { } refusal)
            return refusal;
        intent["status"] = "canceled";
        intent["cancellation_reason"] = reason;
        intent["next_action"] = null;
        await objects.SaveAsync(call, intent);
        await events.EmitAsync(call, "setup_intent.canceled", intent);
        return await view.AnswerAsync(call, intent, expand);
    }
}

using Marketplace.StripeSandbox.Events;
using Marketplace.StripeSandbox.Objects;
using Marketplace.StripeSandbox.PaymentIntents;
using Marketplace.StripeSandbox.Protocol;

namespace Marketplace.StripeSandbox.Refunds;

internal sealed class CreateRefundOperation(SandboxRefunds refunds, SandboxObjects objects, ExpandedView view) : ISandboxOperation
{
    public async Task<SandboxAnswer> ExecuteAsync(SandboxCall call)
    {
        var p = call.Parameters;
        var expand = p.List("expand");
        var (intentId, chargeId, amount) = (p.Text("payment_intent"), p.Text("charge"), p.Integer("amount"));
        var reason = p.OneOf("reason", "duplicate", "fraudulent", "requested_by_customer");
        var metadata = p.Metadata();
        p.RejectUnknown();
        if (intentId is null == chargeId is null)
            throw StripeFault.Invalid(
                "parameter_missing", "One of the following params should be provided for this request: payment_intent or charge.");
        if (intentId is not null)
        {
            var intent = await objects.GetAsync(call, IntentFactory.ObjectType, intentId, "payment_intent");
            chargeId = (string?)intent["status"] == "succeeded"
                ? (string?)intent["latest_charge"]
                : throw StripeFault.Invalid(
                    "payment_intent_unexpected_state", $"This PaymentIntent ({intentId}) does not have a successful charge to refund.");
        }

        var charge = await objects.GetAsync(call, IntentCharge.ObjectType, chargeId!, "charge");
        return await view.AnswerAsync(call, await refunds.CreateAsync(call, charge, amount, reason, metadata), expand);
    }
}

/// <summary>Its metadata alone may be changed.</summary>
internal sealed class UpdateRefundOperation(SandboxObjects objects, SandboxEvents events, ExpandedView view) : ISandboxOperation
{
    public async Task<SandboxAnswer> ExecuteAsync(SandboxCall call)
    {
        var expand = call.Parameters.List("expand");
        var refund = await objects.GetAsync(call, SandboxRefunds.ObjectType, call.Id, "refund");
        call.Parameters.ChangeMetadata(refund);
        call.Parameters.RejectUnknown();
        await objects.SaveAsync(call, refund);
        await events.EmitAsync(call, "refund.updated", refund);
        return await view.AnswerAsync(call, refund, expand);
    }
}

/// <summary>Plays the bank: <c>outcome</c> is <c>succeed</c> or <c>fail</c>. Not part of Stripe's API.</summary>
internal sealed class AdvanceRefundOperation(SandboxRefunds refunds, SandboxObjects objects) : ISandboxOperation
{
    public async Task<SandboxAnswer> ExecuteAsync(SandboxCall call)
    {
        var outcome = call.Parameters.OneOf("outcome", "succeed", "fail") ?? throw StripeFault.Missing("outcome");
        call.Parameters.RejectUnknown();
        var refund = await objects.GetAsync(call, SandboxRefunds.ObjectType, call.Id, "refund");
        return await refunds.AdvanceAsync(call, refund, outcome == "succeed") is { } moved
            ? SandboxAnswer.Ok(SandboxView.Of(moved))
            : throw StripeFault.Invalid(null, $"This refund is {refund["status"]} already.", "outcome");
    }
}

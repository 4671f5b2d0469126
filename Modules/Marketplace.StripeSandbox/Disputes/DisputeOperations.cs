using Marketplace.StripeSandbox.Objects;
using Marketplace.StripeSandbox.Protocol;

namespace Marketplace.StripeSandbox.Disputes;

/// <summary>
/// Evidence: as in Stripe's test mode <c>winning_evidence</c> wins, <c>losing_evidence</c> loses, anything else waits for review.
/// </summary>
internal sealed class UpdateDisputeOperation(SandboxDisputes disputes, SandboxObjects objects) : ISandboxOperation
{
    public async Task<SandboxAnswer> ExecuteAsync(SandboxCall call)
    {
        var evidence = call.Parameters.Group("evidence");
        var text = evidence.Text("uncategorized_text", 20_000);
        evidence.RejectUnknown();
        var submit = !call.Parameters.Has("submit") || call.Parameters.Flag("submit");
        _ = call.Parameters.Text("submit");
        call.Parameters.RejectUnknown();
        var dispute = await objects.GetAsync(call, SandboxDisputes.ObjectType, call.Id, "dispute");
        var isInquiry = ((string)dispute["status"]!).StartsWith("warning_", StringComparison.Ordinal);
        if (DisputeRules.IsFinal((string)dispute["status"]!))
            throw StripeFault.Invalid(null, "This dispute is already closed.");
        dispute["evidence"]!["uncategorized_text"] = text;
        dispute["evidence_details"]!["has_evidence"] = text is not null;
        if (submit)
        {
            dispute["evidence_details"]!["submission_count"] = (int)dispute["evidence_details"]!["submission_count"]! + 1;
            dispute["evidence_details"]!["submission_method"] = "manual";
        }

        await objects.SaveAsync(call, dispute);
        if (!submit)
            return SandboxAnswer.Ok(SandboxView.Of(dispute));
        var next = (text, isInquiry) switch
        {
            ("winning_evidence", false) => "won",
            ("losing_evidence", false) => "lost",
            ("winning_evidence" or "losing_evidence", true) => "warning_closed",
            _ => isInquiry ? "warning_under_review" : "under_review",
        };
        return SandboxAnswer.Ok(SandboxView.Of(await disputes.AdvanceAsync(call, dispute, next) ?? dispute));
    }
}

/// <summary>The merchant gives in.</summary>
internal sealed class CloseDisputeOperation(SandboxDisputes disputes, SandboxObjects objects) : ISandboxOperation
{
    public async Task<SandboxAnswer> ExecuteAsync(SandboxCall call)
    {
        call.Parameters.RejectUnknown();
        var dispute = await objects.GetAsync(call, SandboxDisputes.ObjectType, call.Id, "dispute");
        return await disputes.AdvanceAsync(call, dispute, "lost") is { } closed
            ? SandboxAnswer.Ok(SandboxView.Of(closed))
            : throw StripeFault.Invalid(null, "This dispute cannot be closed.");
    }
}

/// <summary>Plays the bank: <c>status</c> is where the dispute goes. Not part of Stripe's API.</summary>
internal sealed class AdvanceDisputeOperation(SandboxDisputes disputes, SandboxObjects objects) : ISandboxOperation
{
    public async Task<SandboxAnswer> ExecuteAsync(SandboxCall call)
    {
        var status = call.Parameters.RequiredText("status");
        call.Parameters.RejectUnknown();
        var dispute = await objects.GetAsync(call, SandboxDisputes.ObjectType, call.Id, "dispute");
        return await disputes.AdvanceAsync(call, dispute, status) is { } moved
            ? SandboxAnswer.Ok(SandboxView.Of(moved))
            : throw StripeFault.Invalid(null, $"A dispute that is {dispute["status"]} cannot become {status}.", "status");
    }
}

using Marketplace.Data;

namespace Marketplace.Audit.Approvals;

/// <summary>Writes down what became of a request, in the language of whoever acts, as every other act is.</summary>
internal sealed class ApprovalAudit(IAudit audit, StoredTexts texts)
{
    public Task WriteAsync(
        UnitOfWork db, string act, Approval approval, string who, string? reason, CancellationToken cancellationToken)
    {
        var what = texts.Say(approval.What);
        var entry = new AuditEntry(act, approval.Record)
        {
            Who = who,
            Concerns = approval.Beneficiaries is [var only] ? only : null,
            Before = approval.BeforeWords is { } before ? texts.Say(before) : null,
            After = approval.AfterWords is { } after ? $"{what}: {texts.Say(after)}" : what,
            Reason = reason,
            Link = "~/admin/approvals/" + approval.Id,
        };
        return audit.WriteAsync(db, entry, cancellationToken);
    }
}

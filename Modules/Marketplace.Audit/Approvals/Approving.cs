using Marketplace.Data;

namespace Marketplace.Audit.Approvals;

internal sealed class Approving(
    IDatabase database,
    AskForApproval ask,
    DecideApproval decide,
    ApprovalParties parties,
    TimeProvider time)
    : IApproval
{
    /// <summary>More than that need not be counted.</summary>
    private const int ManyApprovers = 100;

    public Task<ApprovalAsked> AskAsync(
        UnitOfWork transaction, ApprovalRequest request, ApprovalAllowance? alone, CancellationToken cancellationToken) =>
        ask.ExecuteAsync(transaction, request, alone, cancellationToken);

    public Task<ApprovalAnswer> ApproveAsync(string id, string who, CancellationToken cancellationToken) =>
        decide.ApproveAsync(id, who, cancellationToken);

    public Task<ApprovalAnswer> RefuseAsync(string id, string who, string reason, CancellationToken cancellationToken) =>
        decide.RefuseAsync(id, who, reason, cancellationToken);

    public Task<ApprovalAnswer> WithdrawAsync(string id, string who, CancellationToken cancellationToken) =>
        decide.WithdrawAsync(id, who, cancellationToken);

    public Task EndAsync(UnitOfWork transaction, string kind, string record, string who, CancellationToken cancellationToken) =>
        decide.EndAsync(transaction, kind, record, who, cancellationToken);

    public async Task<Approval?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await ApprovalRows.FindAsync(db, id, time.GetUtcNow(), cancellationToken);
    }

    public async Task<Approval?> FindAsync(string kind, string record, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await ApprovalRows.FindAsync(db, kind, record, time.GetUtcNow(), cancellationToken);
    }

    public async Task<ApprovalAnswer?> WhyNotAsync(Approval approval, string who, CancellationToken cancellationToken)
    {
        if (!approval.IsWaiting)
            return new ApprovalAnswer.AlreadyDecided(approval.State);
        await using var db = await database.OpenAsync(cancellationToken);
        return await decide.WhyNotAsync(db, approval, who, cancellationToken);
    }

    public Task<bool> AreOnePersonAsync(string userId, string otherUserId, CancellationToken cancellationToken) =>
        parties.AreOneAsync(userId, otherUserId, cancellationToken);

    public async Task<int?> CountApproversAsync(Approval approval, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return (await decide.ListApproversAsync(db, approval, ManyApprovers, cancellationToken))?.Count;
    }
}

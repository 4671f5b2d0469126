using Marketplace.Data;

namespace Marketplace.Audit.Approvals;

/// <summary>
/// Approves, refuses and withdraws. Whoever decides is looked at in the transaction that does it, not as their session remembers them.
/// </summary>
internal sealed class DecideApproval(
    IDatabase database, IEnumerable<IApprovalKind> kinds, ApprovalParties parties, MadeByAsker made, ApprovalAudit audit, TimeProvider time,
    IPermissionHolders? holders = null)
{
    public async Task<ApprovalAnswer> ApproveAsync(string id, string who, CancellationToken cancellationToken)
    {
        try
        {
            return await ApproveOnceAsync(id, who, cancellationToken);
        }
        catch (Exception e) when (database.Dialect.IsUniqueViolation(e))
        {
            // Something else took the place of what was approved at the same moment; a second look sees it, and says so.
            return await ApproveOnceAsync(id, who, cancellationToken);
        }
    }

    private Task<ApprovalAnswer> ApproveOnceAsync(string id, string who, CancellationToken cancellationToken) =>
        DecideAsync(
            id,
            async (db, approval, now) =>
            {
                if (await WhyNotAsync(db, approval, who, cancellationToken) is { } refusal)
                    return refusal;
                // First, because the kind's own table says who agreed.
                await WriteAsync(db, approval, ApprovalState.Approved, who, reason: null, now, cancellationToken);
                return await KindOf(approval).ApplyAsync(db, approval, who, cancellationToken) switch
                {
                    ApprovalEffect.Done => new ApprovalAnswer.Approved(Decided(approval, ApprovalState.Approved, who, null, now)),
                    ApprovalEffect.Impossible impossible => new ApprovalAnswer.Impossible(impossible.Words, impossible.Cause),
                    var other => throw new InvalidOperationException($"{other} is no effect."),
                };
            },
            cancellationToken);

    public Task<ApprovalAnswer> RefuseAsync(string id, string who, string reason, CancellationToken cancellationToken) =>
        string.IsNullOrWhiteSpace(reason) || reason.Length > AskForApproval.MaxReason
            ? Task.FromResult<ApprovalAnswer>(new ApprovalAnswer.ReasonMissing())
            : DecideAsync(
                id,
                async (db, approval, now) => await WhyNotDecideAsync(db, approval, who, cancellationToken)
                    ?? await CloseAsync(db, approval, ApprovalState.Refused, who, reason.Trim(), now, cancellationToken),
                cancellationToken);

    public Task<ApprovalAnswer> WithdrawAsync(string id, string who, CancellationToken cancellationToken) =>
        DecideAsync(
            id,
            async (db, approval, now) => FindKind(approval) is null ? new ApprovalAnswer.FeatureOff()
                : approval.AskedBy == who
                ? await CloseAsync(db, approval, ApprovalState.Withdrawn, who, reason: null, now, cancellationToken)
                : new ApprovalAnswer.OthersRequest(),
            cancellationToken);

    /// <summary>Ends a request whose record ended by itself.</summary>
    public async Task EndAsync(UnitOfWork db, string kind, string record, string who, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await ApprovalRows.FindAsync(db, kind, record, now, cancellationToken) is { IsWaiting: true } found
            && await ApprovalRows.LockWaitingAsync(db, found.Id, now, cancellationToken) is { } approval)
            await WriteAsync(db, approval, ApprovalState.Withdrawn, who, reason: null, now, cancellationToken);
    }

    /// <returns>Those who could approve it now, of at most so many who have the permission; null where nobody knows who has.</returns>
    public async Task<IReadOnlyList<string>?> ListApproversAsync(
        DbSession db, Approval approval, int most, CancellationToken cancellationToken)
    {
        if (holders is null || FindKind(approval) is not { } kind)
            return null;
        var able = new List<string>();
        foreach (var holder in await holders.ListAsync(db, kind.Permission, most, cancellationToken))
        {
            if (await WhyNotAsync(db, approval, holder, cancellationToken) is null)
                able.Add(holder);
        }

        return able;
    }

    /// <summary>Why this person cannot approve it; null where they can.</summary>
    public async Task<ApprovalAnswer?> WhyNotAsync(DbSession db, Approval approval, string who, CancellationToken cancellationToken) =>
        await WhyNotDecideAsync(db, approval, who, cancellationToken)
        ?? (await parties.IsAnyOfAsync(who, approval.Beneficiaries, cancellationToken) ? new ApprovalAnswer.OwnInterest() : null);

    private async Task<ApprovalAnswer?> WhyNotDecideAsync(DbSession db, Approval approval, string who, CancellationToken cancellationToken)
    {
        if (FindKind(approval) is not { } kind)
            return new ApprovalAnswer.FeatureOff();
        if (await parties.AreOneAsync(who, approval.AskedBy, cancellationToken)
            || await kind.IsInvolvedAsync(db, approval, who, cancellationToken))
            return new ApprovalAnswer.OwnRequest();
        if (await made.IsAsync(db, approval, who, cancellationToken))
            return new ApprovalAnswer.MadeByAsker();
        var permission = kind.Permission;
        // Whoever may run commands on the server may do anything; what they do is written down.
        return who == Acting.CommandLine || holders is null || await holders.HasAsync(db, who, permission, cancellationToken)
            ? null
            : new ApprovalAnswer.NotAllowed(permission);
    }

    private async Task<ApprovalAnswer> CloseAsync(
        UnitOfWork db, Approval approval, ApprovalState state, string who, string? reason, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await WriteAsync(db, approval, state, who, reason, now, cancellationToken);
        await KindOf(approval).CloseAsync(db, approval, state, who, cancellationToken);
        return new ApprovalAnswer.Closed(Decided(approval, state, who, reason, now));
    }

    private async Task WriteAsync(
        UnitOfWork db, Approval approval, ApprovalState state, string who, string? reason, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (!await ApprovalRows.TryDecideAsync(db, approval.Id, state, who, reason, now, cancellationToken))
            throw new InvalidOperationException($"The locked request {approval.Id} was decided by somebody else.");
        await audit.WriteAsync(db, ApprovalActs.Of(state), approval, who, reason, cancellationToken);
    }

    private Task<ApprovalAnswer> DecideAsync(
        string id, Func<UnitOfWork, Approval, DateTimeOffset, Task<ApprovalAnswer>> decide, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db =>
            {
                var now = time.GetUtcNow();
                if (await ApprovalRows.LockWaitingAsync(db, id, now, cancellationToken) is { } approval)
                    return await decide(db, approval, now);
                return await ApprovalRows.FindAsync(db, id, now, cancellationToken) is { } over
                    ? new ApprovalAnswer.AlreadyDecided(over.State)
                    : new ApprovalAnswer.NotFound();
            },
            answer => answer is ApprovalAnswer.Approved or ApprovalAnswer.Closed,
            cancellationToken);

    private IApprovalKind? FindKind(Approval approval) => kinds.FirstOrDefault(x => x.Id == approval.Kind);

    private IApprovalKind KindOf(Approval approval) =>
        FindKind(approval)
        ?? throw new InvalidOperationException($"The feature that brings approvals of the kind {approval.Kind} is off.");

    private static Approval Decided(Approval approval, ApprovalState state, string who, string? reason, DateTimeOffset now) =>
        approval with { State = state, DecidedBy = who, DecidedAt = now, DecisionReason = reason };
}

using System.Diagnostics;
using Marketplace.Data;
using Marketplace.TfpMigration.Report;
using Marketplace.TfpMigration.Runs;

namespace Marketplace.TfpMigration.Approvals;

/// <summary>
/// Lets a checked run begin: at once within what its starter may give away alone, else when a second person agrees. Nobody brings their
/// own wallet over.
/// </summary>
internal sealed class BeginRun(
    RunRequests runs, ReadRunTotals totals, IDatabase database, IApproval approval, ITenant tenant, CreditUnit unit,
    OwnWallet own)
{
    /// <param name="who">A user id.</param>
    public async Task<BeginRunResult> ExecuteAsync(string runId, string who, CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(runId, cancellationToken) is not { State: RunState.Checked } run)
            return new BeginRunResult.MovedOn();
        var sums = await totals.ExecuteAsync(runId, cancellationToken);
        var request = new ApprovalRequest(
            RunApproval.KindId, runId, who,
            StoredText.Of<BeginRun>("Bring the points of {0} users over from {1}", sums.Users, run.Source),
            StoredText.Of<BeginRun>("The older points system is replaced by credits"))
        {
            Amount = sums.ToGive,
            After = StoredText.Of<BeginRun>("{0} of credits", sums.ToGive),
            Link = "~/admin/credits/tfp-migration/" + runId,
        };
        try
        {
            return await database.InTransactionAsync(
                db => AskAsync(db, request, cancellationToken), result => result is not BeginRunResult.MovedOn, cancellationToken);
        }
        catch (Exception e) when (database.Dialect.IsUniqueViolation(e))
        {
            // Another run took the slot at the same moment.
            return new BeginRunResult.MovedOn();
        }
    }

    private async Task<BeginRunResult> AskAsync(UnitOfWork db, ApprovalRequest request, CancellationToken cancellationToken)
    {
        if (await own.IsAmongAsync(db, request.Record, request.AskedBy, cancellationToken))
            return new BeginRunResult.OwnWallet();
        return await approval.AskAsync(db, request, OperatorAllowance.Of(tenant).In(unit), cancellationToken) switch
        {
            ApprovalAsked.Alone => await runs.ApplyAsync(db, request.Record, cancellationToken)
                ? new BeginRunResult.Begun()
                : new BeginRunResult.MovedOn(),
            ApprovalAsked.Waiting waiting => new BeginRunResult.Waiting(waiting.Id),
            ApprovalAsked.AlreadyWaiting waiting => new BeginRunResult.Waiting(waiting.Id),
            ApprovalAsked.OwnInterest => new BeginRunResult.OwnWallet(),
            _ => throw new UnreachableException(),
        };
    }
}

internal abstract record BeginRunResult
{
    private BeginRunResult()
    {
    }

    internal sealed record Begun : BeginRunResult;

    /// <summary>It begins when a second person approves it.</summary>
    internal sealed record Waiting(string Id) : BeginRunResult;

    /// <summary>The wallet of whoever starts it is among those that would get credits.</summary>
    internal sealed record OwnWallet : BeginRunResult;

    /// <summary>It is not checked any more, or another one is at work.</summary>
    internal sealed record MovedOn : BeginRunResult;
}

using System.Diagnostics;
using Marketplace.Data;

namespace Marketplace.Adjustments.Requests;

/// <summary>Changes what one operator may do alone: less at once, more when a second person agrees.</summary>
internal sealed class ChangeLimit(
    IDatabase database, ITenantAdministration administration, IApproval approval, ApprovalRule rule, CreditUnit unit,
    StoredTexts texts)
{
    public const int MostActs = 10_000;

    /// <param name="reason">Needed where it is raised.</param>
    /// <param name="version">Of the settings that the form showed.</param>
    public async Task<ChangeLimitResult> ExecuteAsync(
        string operatorId, OperatorAllowance wanted, string? reason, string? version, CancellationToken cancellationToken)
    {
        if (!RecordVersion.IsOf(rule.Settings, version))
            return new ChangeLimitResult.Conflict(rule.Settings);
        if (rule.IsRaisedBy(wanted))
        {
            return string.IsNullOrWhiteSpace(reason) || reason.Trim().Length is < 3 or > AdjustmentRequest.MaxReason
                ? new ChangeLimitResult.ReasonMissing()
                : await AskAsync(operatorId, wanted, reason.Trim(), cancellationToken);
        }

        var (changed, now) = await administration.EditSectionAsync<OperatorAllowance>(
            OperatorAllowance.Section, version, _ => wanted, cancellationToken);
        if (changed.IsConflict)
            return new ChangeLimitResult.Conflict(now);
        return changed.Succeeded ? new ChangeLimitResult.Changed() : new ChangeLimitResult.Failed(changed.Error!);
    }

    private Task<ChangeLimitResult> AskAsync(
        string operatorId, OperatorAllowance wanted, string reason, CancellationToken cancellationToken) =>
        database.InTransactionAsync<ChangeLimitResult>(
            async db =>
            {
                var request = new ApprovalRequest(
                    LimitApproval.KindId, OperatorAllowance.Section, operatorId,
                    StoredText.Of<ChangeLimit>("Raise the limit for one operator to {0}", Words(wanted)), StoredText.Plain(reason))
                {
                    Before = Words(rule.Settings),
                    After = Words(wanted),
                    Link = "~/admin/credits/adjustments/limit",
                    Payload = SettingsApprovalKind.PayloadOf(rule.Settings, wanted),
                };
                return await approval.AskAsync(db, request, alone: null, cancellationToken) switch
                {
                    ApprovalAsked.Waiting waiting => new ChangeLimitResult.Waiting(waiting.Id),
                    ApprovalAsked.AlreadyWaiting => new ChangeLimitResult.AlreadyWaiting(await FindWaitingAsync(cancellationToken)),
                    ApprovalAsked.Alone or ApprovalAsked.OwnInterest =>
                        throw new InvalidOperationException("Nobody gains, and nothing goes alone."),
                    _ => throw new UnreachableException(),
                };
            },
            cancellationToken);

    private async Task<string> FindWaitingAsync(CancellationToken cancellationToken) =>
        (await approval.FindAsync(LimitApproval.KindId, OperatorAllowance.Section, cancellationToken))?.AfterWords is { } limit
            ? texts.Say(limit)
            : "";

    private StoredText Words(OperatorAllowance settings) =>
        StoredText.Of<ChangeLimit>("{0} and {1} acts a day", settings.LimitIn(unit), settings.ActsPerDay);
}

internal abstract record ChangeLimitResult
{
    private ChangeLimitResult()
    {
    }

    /// <summary>It counts from now on.</summary>
    internal sealed record Changed : ChangeLimitResult;

    /// <summary>It counts when a second person approves it.</summary>
    internal sealed record Waiting(string Id) : ChangeLimitResult;

    /// <summary>Somebody else changed them since the form was shown. Nothing was changed.</summary>
    internal sealed record Conflict(OperatorAllowance Now) : ChangeLimitResult;

    internal sealed record ReasonMissing : ChangeLimitResult;

    /// <param name="What">The limit that waits, in words.</param>
    internal sealed record AlreadyWaiting(string What) : ChangeLimitResult;

    internal sealed record Failed(string Error) : ChangeLimitResult;
}

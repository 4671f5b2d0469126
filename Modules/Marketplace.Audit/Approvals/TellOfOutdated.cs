using Marketplace.Data;

namespace Marketplace.Audit.Approvals;

/// <summary>
/// An approved change met other settings than those that it was asked for: nothing was changed, and that is written down and told once to
/// who asked and to who agreed.
/// </summary>
internal sealed class TellOfOutdated(
    IDatabase database, ApprovalAudit audit, INotifier notifier, StoredTexts texts, TimeProvider time)
{
    public async Task ExecuteAsync(SettingsApproved approved, CancellationToken cancellationToken)
    {
        if (approved.ApprovalId is not { } id)
            return;
        await database.InTransactionAsync(
            async db =>
            {
                if (await ApprovalRows.FindAsync(db, id, time.GetUtcNow(), cancellationToken) is { } approval
                    && !await IsWrittenAsync(db, approval, cancellationToken))
                    await TellAsync(db, approval, cancellationToken);
            },
            cancellationToken);
    }

    private async Task TellAsync(UnitOfWork db, Approval approval, CancellationToken cancellationToken)
    {
        await audit.WriteAsync(db, ApprovalActs.NotDone, approval, Acting.Program, reason: null, cancellationToken);
        foreach (var person in new[] { approval.AskedBy, approval.DecidedBy }.OfType<string>().Where(IsPerson))
        {
            var told = new Notification(
                ApprovalNotifications.Outdated, person, approval.Id + ":outdated", () => WordsOf(approval),
                "~/admin/approvals/" + approval.Id);
            await notifier.NotifyAsync(db, told, cancellationToken);
        }
    }

    private Dictionary<string, string> WordsOf(Approval approval) =>
        new(StringComparer.Ordinal) { ["what"] = texts.Say(approval.What) };

    private static async Task<bool> IsWrittenAsync(UnitOfWork db, Approval approval, CancellationToken cancellationToken) =>
        await db.ScalarAsync<long>(
            "select count(*) from audit_rows where act = @act and record = @Record and link = @link",
            new { act = ApprovalActs.NotDone, approval.Record, link = "~/admin/approvals/" + approval.Id }, cancellationToken) > 0;

    private static bool IsPerson(string who) => who is not (Acting.CommandLine or Acting.Recipe or Acting.Program);
}

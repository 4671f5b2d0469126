using Marketplace.Data;

namespace Marketplace.Audit.Approvals;

/// <summary>Something was asked for that a second person must decide on.</summary>
[Event("audit.approval-waiting")]
internal sealed record ApprovalWaiting(string ApprovalId);

/// <summary>Tells those who can approve it now. A request that nobody hears of would end unseen after its seven days.</summary>
[StoredName("Marketplace.Audit.TellOfWaiting")]
[Delivery(Lane.Work)]
internal sealed class TellOfWaiting(
    IDatabase database, DecideApproval decide, INotifier notifier, StoredTexts texts, TimeProvider time) : IEventHandler<ApprovalWaiting>
{
    /// <summary>Where very many may approve, not all of them are written to.</summary>
    private const int MostTold = 20;

    public Task HandleAsync(ApprovalWaiting waiting, string eventId, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db =>
            {
                if (await ApprovalRows.FindAsync(db, waiting.ApprovalId, time.GetUtcNow(), cancellationToken) is not
                    { IsWaiting: true } approval)
                    return;
                foreach (var person in await decide.ListApproversAsync(db, approval, MostTold, cancellationToken) ?? [])
                    await TellAsync(db, approval, person, cancellationToken);
            },
            cancellationToken);

    private Task TellAsync(UnitOfWork db, Approval approval, string person, CancellationToken cancellationToken) =>
        notifier.NotifyAsync(
            db,
            new Notification(
                ApprovalNotifications.Waiting, person, approval.Id + ":waiting", () => WordsOf(approval),
                "~/admin/approvals/" + approval.Id),
            cancellationToken);

    private Dictionary<string, string> WordsOf(Approval approval) =>
        new(StringComparer.Ordinal) { ["what"] = texts.Say(approval.What), ["reason"] = texts.Say(approval.Reason) };
}

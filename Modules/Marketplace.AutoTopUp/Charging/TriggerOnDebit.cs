using Marketplace.AutoTopUp.Attempts;
using Marketplace.AutoTopUp.Notices;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Writing;
using Marketplace.Data;

namespace Marketplace.AutoTopUp.Charging;

/// <summary>
/// Starts an attempt where a debit left too little, and has it sent. Customers are told once a month why nothing was bought.
/// </summary>
internal sealed class TriggerOnDebit(StartAttemptCommand start, TellOfAttempt tell, IJobQueue jobs, IDatabase database, TimeProvider time)
{
    /// <param name="purchase">What the debit was for, or null.</param>
    public async Task ExecuteAsync(string userId, string source, string? purchase, CancellationToken cancellationToken)
    {
        switch (await start.ExecuteAsync(new StartAttempt(userId, AttemptCause.Debit, source) { Purchase = purchase }, cancellationToken))
        {
            case StartResult.Started { Attempt: var attempt }:
                await jobs.EnqueueAsync<SendAttempt, AttemptDue>(new AttemptDue(attempt.Id), attempt.Id, TimeSpan.Zero, cancellationToken);
                break;
            case StartResult.Replayed { Attempt: { Status: AttemptStatus.Reserved } attempt }:
                await jobs.EnqueueAsync<SendAttempt, AttemptDue>(new AttemptDue(attempt.Id), attempt.Id, TimeSpan.Zero, cancellationToken);
                break;
            case StartResult.Refused { Refusal: Refusal.DailyLimit or Refusal.MonthlyLimit or Refusal.SiteLimit
                or Refusal.NoMethod or Refusal.TooLarge } refused:
                await database.InTransactionAsync(
                    db => tell.RefusedAsync(db, userId, refused.Refusal, time.GetUtcNow(), cancellationToken), cancellationToken);
                break;
        }
    }
}

/// <summary>Every debit comes through here, and nearly all of them end at the first question.</summary>
[StoredName("Marketplace.AutoTopUp.WatchDebits")]
[Delivery(
    Lane.Money,
    OrderBy = $"{nameof(WalletChanged.UserId)},{nameof(WalletChanged.Asset)},{nameof(WalletChanged.IsDebit)}",
    LatestOnly = true)]
internal sealed class WatchDebits(TriggerOnDebit trigger) : IEventHandler<WalletChanged>
{
    public Task HandleAsync(WalletChanged @event, string eventId, CancellationToken cancellationToken) =>
        @event.IsDebit && string.Equals(@event.Asset, Assets.Credit, StringComparison.Ordinal)
            ? trigger.ExecuteAsync(@event.UserId, "debit:" + eventId, @event.Purchase, cancellationToken)
            : Task.CompletedTask;
}

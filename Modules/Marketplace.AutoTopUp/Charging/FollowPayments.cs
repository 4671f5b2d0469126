using Marketplace.AutoTopUp.Attempts;
using Marketplace.AutoTopUp.Settings;
using Marketplace.Data;
using Marketplace.Payments.PaymentMethods;
using Marketplace.Payments.TopUps;
using Microsoft.Extensions.Localization;

namespace Marketplace.AutoTopUp.Charging;

/// <summary>The credits are there, by whatever way the news came.</summary>
[StoredName("Marketplace.AutoTopUp.NoteSuccess")]
[Delivery(Lane.Money)]
internal sealed class NoteSuccess(ITopUps topUps, EndAttempt end) : IEventHandler<TopUpSucceeded>
{
    public async Task HandleAsync(TopUpSucceeded @event, string eventId, CancellationToken cancellationToken)
    {
        if (PrefixedId.IsWellFormed("atu", @event.Reference)
            && await topUps.FindByIntentAsync(@event.PaymentIntentId, cancellationToken) is { } topUp)
            await end.SucceededAsync(@event.Reference!, topUp, cancellationToken);
    }
}

/// <summary>
/// The payment that an attempt waited for came to nothing: where the bank or the gateway was waited for, the next method is tried; where
/// the customer was, it ends. A decline that the charge itself answered is nothing new. Gateways may take long, so that a job asks them.
/// </summary>
[StoredName("Marketplace.AutoTopUp.NoteFailure")]
[Delivery(Lane.Money)]
internal sealed class NoteFailure(
    IDatabase database, ITopUps topUps, IJobQueue jobs, EndAttempt end, TimeProvider time, IStringLocalizer<NoteFailure> text)
        : IEventHandler<TopUpFailed>
{
    public async Task HandleAsync(TopUpFailed @event, string eventId, CancellationToken cancellationToken)
    {
        if (!PrefixedId.IsWellFormed("atu", @event.Reference)
            || await FindAsync(@event.Reference!, cancellationToken) is not { IsOpen: true } attempt)
            return;
        // One for each method: a decline of an earlier one says nothing of the one that is open.
        if (await topUps.FindByKeyAsync(attempt.UserId, attempt.Key, cancellationToken) is not { } current || current.Id != @event.TopUpId)
            return;
        if (attempt.Status is AttemptStatus.NeedsCustomer)
        {
            await (attempt.SwitchedOff
                ? end.CancelledAsync(attempt.Id, text["Auto top-up was switched off. You were not charged."], cancellationToken)
                : attempt.LinkUntil <= time.GetUtcNow()
                ? end.ExpiredAsync(attempt.Id, text["You did not confirm it in time. You were not charged."], cancellationToken)
                : end.FailedAsync(attempt.Id, @event.Reason, cancellationToken));
        }
        else if (attempt.Status is AttemptStatus.Unknown or AttemptStatus.Processing)
        {
            await database.InTransactionAsync(
                db => AttemptRows.AskNowAsync(db, attempt.Id, time.GetUtcNow(), cancellationToken), cancellationToken);
            // Not the key of the job that sent it, which may be ending just now.
            await jobs.EnqueueAsync<SendAttempt, AttemptDue>(
                new AttemptDue(attempt.Id), $"{attempt.Id}:{current.Id}", TimeSpan.Zero, cancellationToken);
        }
    }

    private async Task<Attempt?> FindAsync(string attemptId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await AttemptRows.FindAsync(db, attemptId, cancellationToken);
    }
}

/// <summary>Another card lifts the suspension (S0-30).</summary>
[StoredName("Marketplace.AutoTopUp.LiftOnNewMethod")]
[Delivery(Lane.Money)]
internal sealed class LiftOnNewMethod(IDatabase database, IPaymentMethods methods) : IEventHandler<PaymentMethodsChanged>
{
    public async Task HandleAsync(PaymentMethodsChanged @event, string eventId, CancellationToken cancellationToken)
    {
        var own = await methods.ListAsync(@event.UserId, cancellationToken);
        await database.InTransactionAsync(
            async db =>
            {
                if (await CustomerSettingsRows.LockAsync(db, @event.UserId, cancellationToken) is { IsSuspended: true } settings
                    && own.Count > 0 && settings.SuspendedMethods != MethodName.FacesOf(own))
                    await CustomerSettingsRows.LiftSuspensionAsync(db, @event.UserId, cancellationToken);
            },
            cancellationToken);
    }
}

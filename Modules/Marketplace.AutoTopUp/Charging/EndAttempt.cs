using Marketplace.AutoTopUp.Attempts;
using Marketplace.AutoTopUp.Notices;
using Marketplace.AutoTopUp.Settings;
using Marketplace.Data;
using Marketplace.Payments.PaymentMethods;
using Marketplace.Payments.TopUps;

namespace Marketplace.AutoTopUp.Charging;

/// <summary>
/// Ends attempts: what was paid is told and earlier failures forgotten; what failed gives the limits their share back, and after three in a
/// row nothing more is tried. The settings are locked first, as everywhere. Repeating an end changes nothing.
/// </summary>
internal sealed class EndAttempt(
    IDatabase database, IPaymentMethods methods, TellOfAttempt tell, IOutbox outbox, ITenant tenant, TimeProvider time)
{
    private readonly AutoTopUpSettings _settings = tenant.Settings.Get<AutoTopUpSettings>(AutoTopUpSettings.Section);

    public Task SucceededAsync(string attemptId, TopUp topUp, CancellationToken cancellationToken) => database.InTransactionAsync(
        async db =>
        {
            if (await LockAsync(db, attemptId, cancellationToken) is not { } attempt
                || !await AttemptRows.SucceedAsync(db, attemptId, topUp.Id, topUp.PaymentIntentId, time.GetUtcNow(), cancellationToken))
                return;
            if (attempt.Released)
                await Spending.RestoreAsync(db, attempt, cancellationToken);
            await CustomerSettingsRows.ForgetFailuresAsync(db, attempt.UserId, cancellationToken);
            await tell.ChargedAsync(db, attempt, cancellationToken);
            if (attempt.DebitDuring)
                await outbox.WriteAsync(db, new DebitWasSeen(attemptId), cancellationToken);
        },
        cancellationToken);

    /// <summary>No method paid.</summary>
    public Task FailedAsync(string attemptId, string reason, CancellationToken cancellationToken) =>
        FailAsync(attemptId, AttemptStatus.Failed, reason, cancellationToken);

    /// <summary>The customer did not confirm in time.</summary>
    public Task ExpiredAsync(string attemptId, string reason, CancellationToken cancellationToken) =>
        FailAsync(attemptId, AttemptStatus.Expired, reason, cancellationToken);

    /// <summary>Switched off meanwhile: that is nobody's failure.</summary>
    public Task CancelledAsync(string attemptId, string reason, CancellationToken cancellationToken) => database.InTransactionAsync(
        db => EndAsync(db, attemptId, AttemptStatus.Cancelled, reason, cancellationToken), cancellationToken);

    /// <summary>
    /// The customer bought something by hand at the same moment, and the site sells no more of that size to them today. The next attempt is
    /// planned within what is left, so nothing has to wait.
    /// </summary>
    public Task OverLimitAsync(string attemptId, string reason, CancellationToken cancellationToken) => database.InTransactionAsync(
        async db =>
        {
            if (await EndAsync(db, attemptId, AttemptStatus.Cancelled, reason, cancellationToken) is { } attempt)
                await tell.FailedAsync(db, attempt, reason, cancellationToken);
        },
        cancellationToken);

    /// <summary>
    /// Something is wrong with the gateway or its settings. No card is to blame: it counts as no failure, but is not tried with every debit
    /// either.
    /// </summary>
    public Task StoppedAsync(string attemptId, string reason, CancellationToken cancellationToken) => database.InTransactionAsync(
        async db =>
        {
            if (await EndAsync(db, attemptId, AttemptStatus.Cancelled, reason, cancellationToken) is not { } attempt)
                return;
            await CustomerSettingsRows.PauseAsync(
                db, attempt.UserId, time.GetUtcNow() + TimeSpan.FromMinutes(_settings.CooldownMinutes), cancellationToken);
            await tell.FailedAsync(db, attempt, reason, cancellationToken);
        },
        cancellationToken);

    private async Task FailAsync(string attemptId, AttemptStatus status, string reason, CancellationToken cancellationToken)
    {
        var userId = await FindUserAsync(attemptId, cancellationToken);
        var faces = MethodName.FacesOf(await methods.ListAsync(userId, cancellationToken));
        await database.InTransactionAsync(
            async db =>
            {
                if (await EndAsync(db, attemptId, status, reason, cancellationToken) is not { } attempt)
                    return;
                var now = time.GetUtcNow();
                await CustomerSettingsRows.CountFailureAsync(
                    db, userId, now + TimeSpan.FromMinutes(_settings.CooldownMinutes), cancellationToken);
                var settings = await CustomerSettingsRows.FindAsync(db, userId, cancellationToken);
                if (settings is { IsSuspended: false } && settings.FailuresInRow >= _settings.FailuresUntilSuspended)
                {
                    await CustomerSettingsRows.SuspendAsync(db, userId, reason, faces, now, cancellationToken);
                    await tell.SuspendedAsync(db, attempt, reason, cancellationToken);
                }
                else
                {
                    await tell.FailedAsync(db, attempt, reason, cancellationToken);
                }
            },
            cancellationToken);
    }

    /// <returns>Null where nothing follows from it: it had ended before, or its customer had switched off, which ends whatever comes of it
    /// as cancelled.</returns>
    private async Task<Attempt?> EndAsync(
        UnitOfWork db, string attemptId, AttemptStatus status, string reason, CancellationToken cancellationToken)
    {
        if (await LockAsync(db, attemptId, cancellationToken) is not { } attempt
            || !await AttemptRows.EndAsync(
                db, attemptId, attempt.SwitchedOff ? AttemptStatus.Cancelled : status, reason, time.GetUtcNow(), cancellationToken))
            return null;
        await Spending.ReleaseAsync(db, attempt, cancellationToken);
        return attempt.SwitchedOff ? null : attempt;
    }

    private async Task<string> FindUserAsync(string attemptId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return (await AttemptRows.FindAsync(db, attemptId, cancellationToken))!.UserId;
    }

    private static async Task<Attempt?> LockAsync(UnitOfWork db, string attemptId, CancellationToken cancellationToken)
    {
        if (await AttemptRows.FindAsync(db, attemptId, cancellationToken) is not { } attempt)
            return null;
        await CustomerSettingsRows.LockAsync(db, attempt.UserId, cancellationToken);
        return await AttemptRows.LockAsync(db, attemptId, cancellationToken);
    }
}

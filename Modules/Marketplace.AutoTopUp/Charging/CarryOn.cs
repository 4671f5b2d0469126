using Marketplace.AutoTopUp.Attempts;
using Marketplace.Data;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.TopUps;

namespace Marketplace.AutoTopUp.Charging;

/// <summary>
/// Carries on where a process stopped, asks about charges whose answer is missing, and ends what no customer confirmed in time. Always by
/// the keys that the attempts have: it never makes a new one.
/// </summary>
[BackgroundTask(
    Title = "Carry on automatic top-ups",
    Description = "Sends what was left unsent, asks about unanswered charges, and releases what nobody confirmed.",
    Schedule = "* * * * *", WakesTenant = false)]
[StoredName("Marketplace.AutoTopUp.CarryOn")]
internal sealed class CarryOn(
    IDatabase database, ChargeAttempt charge, ReleaseUnconfirmed release, StopLocked stopLocked, TimeProvider time) : IBackgroundTask
{
    private const int AtOnce = 100;

    /// <summary>The job that was queued with the attempt has that long.</summary>
    private static readonly TimeSpan LeftUnsent = TimeSpan.FromSeconds(30);

    /// <summary>Gateways list what happened a little later: what is only looked for has to be there by then.</summary>
    private static readonly TimeSpan Listed = TimeSpan.FromMinutes(10);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await stopLocked.ExecuteAsync(cancellationToken);
        var now = time.GetUtcNow();
        foreach (var attempt in await ListDueAsync(now, cancellationToken))
        {
            if (attempt.Status is AttemptStatus.NeedsCustomer)
                await release.ExecuteAsync(attempt, cancellationToken);
            else
                await charge.ExecuteAsync(attempt.Id, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<Attempt>> ListDueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.QueryAsync<Attempt>(
            $"""
             select {Attempt.Columns} from auto_topup_attempts
             where {Attempt.IsOpenSql} and (
               (status = 'Reserved' and created_at <= @unsent)
               or (status = 'Sending' and claimed_until <= @now and (switched_off = @no or updated_at <= @listed))
               or (status in ('Unknown', 'Processing') and next_ask_at <= @now and (switched_off = @no or updated_at <= @listed))
               or (status = 'NeedsCustomer' and link_until <= @now))
             order by created_at limit @AtOnce
             """,
            new { now, unsent = now - LeftUnsent, listed = now - Listed, no = false, AtOnce },
            cancellationToken);
    }
}

/// <summary>
/// Closes a payment that nobody confirmed, at the gateway too, so that it cannot be paid later by an old link. Where it was paid in the
/// last moment, the credits are the customer's; where the gateway does not answer, the next run tries again.
/// </summary>
internal sealed class ReleaseUnconfirmed(IPaymentGateway gateway, ITopUps topUps)
{
    public async Task ExecuteAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        if (attempt.PaymentIntentId is not { } intentId)
            return;
        var answer = await gateway.CancelIntentAsync(intentId, cancellationToken);
        // A gateway may answer the same fault for a day to the same request: what it says of the payment itself decides.
        if (answer.Value is null)
            answer = await gateway.GetIntentAsync(intentId, cancellationToken);
        // What it says comes back as TopUpSucceeded or TopUpFailed and ends the attempt.
        if (answer.Value is { } intent)
            await topUps.ApplyAsync(intent, cancellationToken);
    }
}

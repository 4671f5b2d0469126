using Marketplace.Data;

namespace Marketplace.Stripe.Log;

/// <summary>
/// Forgets what arrived so long ago that no bank disputes it any more. What was never applied stays until somebody looks at it.
/// </summary>
[BackgroundTask(
    Title = "Forget old messages of Stripe",
    Description = "Deletes messages of Stripe that were handled more than 400 days ago, and the tries of those that are kept.",
    Schedule = "50 3 * * *", WakesTenant = false)]
[StoredName("Marketplace.Stripe.ForgetOldEvents")]
internal sealed class ForgetOldEvents(IDatabase database, TimeProvider time) : IBackgroundTask
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    /// <summary>So that no transaction holds up a webhook.</summary>
    private const int AtOnce = 500;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - Kept;
        await DrainAsync(
            "stripe_events", "event_id", "processed_at < @before and received_at < @before and status in ('Applied', 'Ignored')", before,
            cancellationToken);
        await DrainAsync("stripe_event_runs", "id", "at < @before", before, cancellationToken);
    }

    private async Task DrainAsync(string table, string key, string condition, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var sql = $"delete from {table} where {key} in (select {key} from {table} where {condition} limit @AtOnce)";
        while (await database.InTransactionAsync(db => db.ExecuteAsync(sql, new { before, AtOnce }, cancellationToken),
            cancellationToken) == AtOnce)
        {
        }
    }
}

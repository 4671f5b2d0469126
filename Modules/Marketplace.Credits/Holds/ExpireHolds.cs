using Marketplace.Data;
using Microsoft.Extensions.Logging;

namespace Marketplace.Credits;

/// <summary>Releases holds that were neither captured nor voided in time, so that a lost purchase never locks credits up for good.</summary>
[BackgroundTask(Title = "Release expired holds", Description = "Gives reserved credits back when a purchase did not finish in time.", Schedule = "*/10 * * * *", WakesTenant = false)]
internal sealed class ExpireHolds(IDatabase database, ReleaseHold release, TimeProvider time, ILogger<ExpireHolds> logger) : IBackgroundTask
{
    private const int BatchSize = 100;

    public Task RunAsync(CancellationToken cancellationToken) => ExecuteAsync(cancellationToken);

    /// <returns>How many holds were released.</returns>
    /// <exception cref="AggregateException">Some could not be; the others were.</exception>
    public async Task<int> ExecuteAsync(CancellationToken cancellationToken)
    {
        var (released, after, failures) = (0, new DueHold { Id = "", ExpiresAt = DateTimeOffset.MinValue }, new List<Exception>());
        while (await FindDueAsync(after, cancellationToken) is { Count: > 0 } batch)
        {
            foreach (var hold in batch)
            {
                try
                {
                    released += await database.InTransactionAsync(db => ExpireAsync(db, hold.Id, cancellationToken), cancellationToken) ? 1 : 0;
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    // One that cannot be released must not keep all others reserved.
                    logger.LogError(e, "The expired hold {HoldId} could not be released", hold.Id);
                    failures.Add(e);
                }
            }

            after = batch[^1];
        }

        return failures.Count == 0 ? released : throw new AggregateException($"{failures.Count} expired holds could not be released.", failures);
    }

    private async Task<IReadOnlyList<DueHold>> FindDueAsync(DueHold after, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.QueryAsync<DueHold>(
            """
            select id, expires_at from ledger_holds
            where status = 'open' and expires_at <= @now and (expires_at > @ExpiresAt or (expires_at = @ExpiresAt and id > @Id))
            order by expires_at, id limit @limit
            """,
            new { now = time.GetUtcNow(), after.ExpiresAt, after.Id, limit = BatchSize },
            cancellationToken);
    }

    /// <returns>False where somebody captured or voided it meanwhile.</returns>
    private async Task<bool> ExpireAsync(UnitOfWork db, string holdId, CancellationToken cancellationToken)
    {
        if (await HoldRows.LockAsync(db, holdId, cancellationToken) is not { IsOpen: true } hold)
            return false;
        await HoldRows.CloseAsync(db, hold.Id, HoldStatus.Expired, CreditAmount.Zero, time.GetUtcNow(), cancellationToken);
        await release.ExecuteAsync(db, hold, cancellationToken);
        return true;
    }

    private sealed record DueHold
    {
        public required string Id { get; init; }

        public required DateTimeOffset ExpiresAt { get; init; }
    }
}

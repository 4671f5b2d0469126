using Marketplace.Credits.Ledger.Expiry;
using Marketplace.Data;
using Microsoft.Extensions.Logging;

namespace Marketplace.Credits.Ledger.Holds;

/// <summary>
/// Releases holds that were neither captured nor voided in time, so that a lost purchase never locks credits up for good.
/// </summary>
[BackgroundTask(
    Title = "Release expired holds", Description = "Gives reserved credits back when a purchase did not finish in time.",
    Schedule = "*/10 * * * *", WakesTenant = false)]
[StoredName("Marketplace.Credits.ExpireHolds")]
internal sealed class ExpireHolds(IDatabase database, ReleaseHold release, TimeProvider time, ILogger<ExpireHolds> logger) : IBackgroundTask
{
    private const int BatchSize = 100;

    public Task RunAsync(CancellationToken cancellationToken) => ExecuteAsync(cancellationToken);

    /// <returns>How many holds were released.</returns>
    /// <exception cref="AggregateException">Some could not be; the others were.</exception>
    public Task<int> ExecuteAsync(CancellationToken cancellationToken) => DueWork.RunAsync<DueHold>(
        last => FindDueAsync(last, cancellationToken),
        hold => database.InTransactionAsync(db => ExpireAsync(db, hold.Id, cancellationToken), cancellationToken),
        logger);

    private async Task<IReadOnlyList<DueHold>> FindDueAsync(DueHold? last, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.QueryAsync<DueHold>(
            """
            select id, expires_at from ledger_holds
            where status = 'open' and expires_at <= @now and (expires_at > @ExpiresAt or (expires_at = @ExpiresAt and id > @Id))
            order by expires_at, id limit @limit
            """,
            new { now = time.GetUtcNow(), ExpiresAt = last?.ExpiresAt ?? DateTimeOffset.MinValue, Id = last?.Id ?? "", limit = BatchSize },
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

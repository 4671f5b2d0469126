using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Data;
using Microsoft.Extensions.Logging;

namespace Marketplace.Credits.Ledger.Expiry;

/// <summary>
/// Takes what is left of lots whose time is over, one transaction each. What a hold reserves of a lot stays until the hold is captured or
/// released; released into an expired lot it is taken by the next run.
/// </summary>
[BackgroundTask(
    Title = "Expire credits", Description = "Takes away what is left of promotional and other credits whose time is over.",
    Schedule = "5 * * * *", WakesTenant = false)]
[StoredName("Marketplace.Credits.ExpireLots")]
internal sealed class ExpireLots(
    IDatabase database, TakeExpired takeExpired, TimeProvider time, ILogger<ExpireLots> logger) : IBackgroundTask
{
    private const int BatchSize = 200;

    public Task RunAsync(CancellationToken cancellationToken) => ExecuteAsync(cancellationToken);

    /// <returns>How many lots were emptied.</returns>
    /// <exception cref="AggregateException">Some could not be; the others were.</exception>
    public Task<int> ExecuteAsync(CancellationToken cancellationToken) => DueWork.RunAsync<DueLot>(
        last => FindDueAsync(last, cancellationToken),
        lot => database.InTransactionAsync(db => ExpireAsync(db, lot, cancellationToken), cancellationToken),
        logger);

    private async Task<IReadOnlyList<DueLot>> FindDueAsync(DueLot? last, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.QueryAsync<DueLot>(
            """
            select id, account_id, expires_at from ledger_lots
            where is_open and expires_at is not null and expires_at <= @now and (expires_at > @ExpiresAt or (expires_at = @ExpiresAt
            and id > @Id))
            order by expires_at, id limit @limit
            """,
            new { now = time.GetUtcNow(), ExpiresAt = last?.ExpiresAt ?? DateTimeOffset.MinValue, Id = last?.Id ?? "", limit = BatchSize },
            cancellationToken);
    }

    private async Task<bool> ExpireAsync(UnitOfWork db, DueLot lot, CancellationToken cancellationToken)
    {
        var account = await AccountRows.LockByIdAsync(db, lot.AccountId, cancellationToken);
        var remaining = await db.ScalarAsync<CreditAmount>(
            "select remaining from ledger_lots where id = @Id", new { lot.Id }, cancellationToken);
        if (!remaining.IsPositive)
            return false;
        await takeExpired.TakeAsync(db, account, new LotPart(lot.Id, remaining), time.GetUtcNow(), cancellationToken);
        return true;
    }

    private sealed record DueLot
    {
        public required string Id { get; init; }

        public required string AccountId { get; init; }

        public required DateTimeOffset ExpiresAt { get; init; }
    }
}

using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.Credits;

/// <summary>
/// Takes what is left of lots whose time is over, one transaction each. What a hold reserves of a lot stays until the hold is captured or released;
/// released into an expired lot it is taken by the next run.
/// </summary>
[BackgroundTask(Title = "Expire credits", Description = "Takes away what is left of promotional and other credits whose time is over.", Schedule = "5 * * * *", WakesTenant = false)]
internal sealed class ExpireLots(IDatabase database, WriteTransaction write, IStringLocalizer<ExpireLots> text, TimeProvider time) : IBackgroundTask
{
    private const int BatchSize = 200;

    public Task RunAsync(CancellationToken cancellationToken) => ExecuteAsync(cancellationToken);

    /// <returns>How many lots were emptied.</returns>
    public async Task<int> ExecuteAsync(CancellationToken cancellationToken)
    {
        var expired = 0;
        IReadOnlyList<DueLot> batch;
        do
        {
            batch = await FindDueAsync(cancellationToken);
            foreach (var lot in batch)
                expired += await database.InTransactionAsync(db => ExpireAsync(db, lot, cancellationToken), cancellationToken) ? 1 : 0;
        }
        while (batch.Count == BatchSize);

        return expired;
    }

    private async Task<IReadOnlyList<DueLot>> FindDueAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.QueryAsync<DueLot>(
            "select id, account_id from ledger_lots where is_open and expires_at is not null and expires_at <= @now order by expires_at limit @limit",
            new { now = time.GetUtcNow(), limit = BatchSize },
            cancellationToken);
    }

    private async Task<bool> ExpireAsync(UnitOfWork db, DueLot lot, CancellationToken cancellationToken)
    {
        var account = await AccountRows.LockByIdAsync(db, lot.AccountId, cancellationToken);
        var remaining = await db.ScalarAsync<CreditAmount>("select remaining from ledger_lots where id = @Id", new { lot.Id }, cancellationToken);
        if (!remaining.IsPositive)
            return false;
        var now = time.GetUtcNow();
        // The account's next version makes the key new where a release filled the lot again.
        var key = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"expiry:{lot.Id}:{account.Version + 1}");
        var row = new TransactionRow(
            PrefixedId.New("txn", now), key, "", TransactionType.Expiry, text["Credits expired"], new Dictionary<string, string>(StringComparer.Ordinal) { ["lot_id"] = lot.Id }, now);
        var leg = new Leg(account, -remaining, Released: CreditAmount.Zero, new DrawLots(lot.Id));
        await write.ExecuteAsync(db, row, [leg], [new SystemEntry(SystemAccount.Breakage.Id(account.Asset), remaining)], cancellationToken);
        return true;
    }

    private sealed record DueLot
    {
        public required string Id { get; init; }

        public required string AccountId { get; init; }
    }
}

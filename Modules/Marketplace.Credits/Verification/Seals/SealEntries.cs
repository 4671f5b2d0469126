using Marketplace.Data;

namespace Marketplace.Credits;

/// <summary>
/// Chains every entry that has no seal yet to the one before it. It runs behind the movements of money, so that none waits for it, and stops at an
/// account whose entries are damaged: what it would seal there is not true.
/// </summary>
internal sealed class SealEntries(IDatabase database, ReadEntryFacts read)
{
    /// <returns>How many entries were sealed.</returns>
    public async Task<long> ExecuteAsync(CancellationToken cancellationToken)
    {
        var count = 0L;
        await foreach (var range in LedgerWalk.Accounts.RangesAsync(database, cancellationToken))
        {
            foreach (var (accountId, version) in await FindOpenAsync(range, cancellationToken))
                count += await SealAccountAsync(accountId, version, cancellationToken);
        }

        return count;
    }

    /// <returns>The accounts with unsealed entries, each with the version of its last seal.</returns>
    private async Task<IReadOnlyList<(string Id, long Sealed)>> FindOpenAsync(KeyRange range, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.QueryAsync<(string Id, long Sealed)>(
            $"""
             select id, sealed from (
               select a.id, a.version, coalesce((select max(s.version) from ledger_seals s where s.account_id = a.id), 0) as sealed
               from ledger_accounts a where {range.Of("a.id")}) as heads
             where version > sealed order by id
             """,
            range.Parameters,
            cancellationToken);
    }

    private async Task<long> SealAccountAsync(string accountId, long head, CancellationToken cancellationToken)
    {
        var previous = head == 0 ? "" : await FindHashAsync(accountId, head, cancellationToken);
        var count = 0L;
        EntryBatch batch;
        do
        {
            batch = await read.OfAccountAsync(accountId, head, cancellationToken);
            var seals = new List<Seal>();
            foreach (var entry in batch.Entries.TakeWhile((x, i) => x.Version == head + i + 1 && x.IdempotencyKey is not null))
            {
                previous = batch.Seal(entry, previous);
                seals.Add(new Seal(accountId, entry.Version, previous));
            }

            if (seals.Count > 0)
                await database.InTransactionAsync(db => SealRows.InsertAsync(db, seals, cancellationToken), cancellationToken);
            count += seals.Count;
            if (seals.Count < batch.Entries.Count)
                break;
            head += seals.Count;
        }
        while (!batch.IsLast);

        return count;
    }

    private async Task<string> FindHashAsync(string accountId, long version, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return (await SealRows.FindAsync(db, accountId, version, cancellationToken))!;
    }
}

/// <summary>Keeps the time short in which an entry could be altered without a trace.</summary>
[BackgroundTask(Title = "Seal the ledger", Description = "Chains new entries of the ledger, so that a later change of one shows.", Schedule = "*/15 * * * *", WakesTenant = false)]
internal sealed class SealEntriesTask(SealEntries seal) : IBackgroundTask
{
    public Task RunAsync(CancellationToken cancellationToken) => seal.ExecuteAsync(cancellationToken);
}

using Marketplace.Credits.Verification.Walk;
using Marketplace.Data;

namespace Marketplace.Credits.Verification.Seals;

/// <summary>
/// Chains every entry that has no seal yet to the one before it. It runs behind the movements of money, so that none waits for it, and
/// stops at an account whose entries are damaged: what it would seal there is not true.
/// </summary>
internal sealed class SealEntries(IDatabase database, ReadEntryFacts read, TimeProvider time)
{
    /// <returns>How many entries were sealed.</returns>
    public async Task<long> ExecuteAsync(CancellationToken cancellationToken)
    {
        var count = 0L;
        await foreach (var range in LedgerWalk.Accounts.RangesAsync(database, cancellationToken))
        {
            foreach (var heads in (await FindOpenAsync(range, cancellationToken)).Chunk(ReadEntryFacts.AccountsAtOnce))
                count += await SealAsync([.. heads], cancellationToken);
        }

        return count;
    }

    /// <returns>The last seals of accounts that have unsealed entries.</returns>
    private async Task<IReadOnlyList<Seal>> FindOpenAsync(KeyRange range, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var heads = await db.QueryAsync<(string AccountId, long Version, string Hash)>(
            $"""
             select h.id, h.sealed, coalesce(s.hash, '') from (
               select a.id, a.version, coalesce((select max(x.version) from ledger_seals x where x.account_id = a.id), 0) as sealed
               from ledger_accounts a where {range.Of("a.id")}) as h
             left join ledger_seals s on s.account_id = h.id and s.version = h.sealed
             where h.version > h.sealed order by h.id
             """,
            range.Parameters,
            cancellationToken);
        return [.. heads.Select(x => new Seal(x.AccountId, x.Version, x.Hash))];
    }

    private async Task<long> SealAsync(List<Seal> heads, CancellationToken cancellationToken)
    {
        var count = 0L;
        while (heads.Count > 0)
        {
            var batch = await read.BehindAsync([.. heads.Select(x => (x.AccountId, x.Version))], cancellationToken);
            var seals = new List<Seal>();
            foreach (var account in batch.Entries.GroupBy(x => x.AccountId, StringComparer.Ordinal))
            {
                var head = heads.Single(x => x.AccountId == account.Key);
                var isWhole = true;
                foreach (var entry in account.TakeWhile(x => isWhole = x.Version == head.Version + 1 && x.IdempotencyKey is not null))
                    seals.Add(head = new Seal(entry.AccountId, entry.Version, batch.Seal(entry, head.Hash)));
                heads.RemoveAll(x => x.AccountId == account.Key);
                // The batch may have ended in the middle of this account.
                if (isWhole && !batch.IsLast && account.Key == batch.Entries[^1].AccountId)
                    heads.Insert(0, head);
            }

            if (seals.Count > 0)
                await database.InTransactionAsync(
                    db => SealRows.InsertAsync(db, seals, time.GetUtcNow(), cancellationToken), cancellationToken);
            count += seals.Count;
            if (batch.IsLast)
                break;
        }

        return count;
    }
}

/// <summary>Keeps the time short in which an entry could be altered without a trace.</summary>
[BackgroundTask(
    Title = "Seal the ledger", Description = "Chains new entries of the ledger, so that a later change of one shows.",
    Schedule = "*/15 * * * *", WakesTenant = false)]
[StoredName("Marketplace.Credits.SealEntriesTask")]
internal sealed class SealEntriesTask(SealEntries seal) : IBackgroundTask
{
    public Task RunAsync(CancellationToken cancellationToken) => seal.ExecuteAsync(cancellationToken);
}

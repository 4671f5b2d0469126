using Marketplace.Credits.Verification.Seals;
using Marketplace.Credits.Verification.Walk;
using Marketplace.Data;

namespace Marketplace.Credits.Verification.Rules;

[StoredName("SealsBelongToEntries")]
internal sealed class SealsBelongToEntries : SqlRule
{
    public override string Title => "Every seal belongs to an entry, and none before it is missing";

    public override string Remedy => Remedies.Restore;

    public override LedgerWalk Walk => LedgerWalk.Accounts;

    protected override string Sql(KeyRange range) =>
        $"""
         select account_id || '/' || version as place, expected, found from (
           select s.account_id, s.version, 'an entry' as expected, 'none' as found
           from ledger_seals s left join ledger_entries e on e.account_id = s.account_id and e.version = s.version
           where {range.Of("s.account_id")} and e.version is null
           union all
           select s.account_id, s.version - 1, 'a seal', 'none'
           from ledger_seals s left join ledger_seals p on p.account_id = s.account_id and p.version = s.version - 1
           where {range.Of("s.account_id")} and s.version > 1 and p.version is null) as differing
         order by account_id, version limit 1
         """;
}

/// <summary>Computes every seal again from what the entries say now. Entries that have none yet are left to the next sealing.</summary>
[StoredName("SealsMatchEntries")]
internal sealed class SealsMatchEntries(ReadEntryFacts read) : LedgerRule
{
    public override string Title => "Every sealed entry still says what it was sealed with";

    public override string Remedy => Remedies.Restore;

    public override LedgerWalk Walk => LedgerWalk.Entries;

    public override async Task<LedgerFinding?> CheckAsync(IDatabase database, Func<int, Task> advance, CancellationToken cancellationToken)
    {
        var (account, version) = ("", 0L);
        string? previous = "";
        EntryBatch batch;
        do
        {
            batch = await read.AfterAsync(account, version, cancellationToken);
            foreach (var entry in batch.Entries)
            {
                if (entry.AccountId != account)
                    previous = "";
                (account, version) = (entry.AccountId, entry.Version);
                // A missing seal before a later one is the other rule's finding; here the chain just goes on from what is stored.
                if (entry.Hash is { } stored && previous is not null && batch.Seal(entry, previous) is var expected && expected != stored)
                    return new LedgerFinding($"{account}/{version}", stored, expected);
                previous = entry.Hash;
            }

            await advance(batch.Entries.Count);
        }
        while (!batch.IsLast);

        return null;
    }
}

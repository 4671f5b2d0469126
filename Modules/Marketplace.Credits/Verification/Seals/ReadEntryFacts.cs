using Marketplace.Credits.Verification.Walk;
using Marketplace.Data;

namespace Marketplace.Credits.Verification.Seals;

/// <summary>Reads entries in the order of their accounts and versions, a few hundred at a time, each with what its seal covers.</summary>
internal sealed class ReadEntryFacts(IDatabase database)
{
    /// <summary>SQLite takes at most 999 parameters in a statement.</summary>
    public const int BatchSize = 500;

    public const int AccountsAtOnce = 200;

    /// <summary>The next entries of any account, behind the one given.</summary>
    public Task<EntryBatch> AfterAsync(string accountId, long version, CancellationToken cancellationToken) =>
        ReadAsync(
            "(account_id, version) > (@accountId, @version)", new Dictionary<string,
            object>(StringComparer.Ordinal) { ["accountId"] = accountId, ["version"] = version }, cancellationToken);

    /// <summary>The next entries of these accounts.</summary>
    /// <param name="heads">At most <see cref="AccountsAtOnce"/>, each with the version behind which to begin.</param>
    public Task<EntryBatch> BehindAsync(IReadOnlyList<(string AccountId, long Version)> heads, CancellationToken cancellationToken)
    {
        var parameters = new Dictionary<string, object>(StringComparer.Ordinal);
        for (var i = 0; i < heads.Count; i++)
            (parameters[$"a{i}"], parameters[$"v{i}"]) = (heads[i].AccountId, heads[i].Version);
        return ReadAsync(
            string.Join(" or ", heads.Select((_, i) => $"(account_id = @a{i} and version > @v{i})")), parameters, cancellationToken);
    }

    private async Task<EntryBatch> ReadAsync(string condition, Dictionary<string, object> parameters, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        db.StatementTimeout = KeyRange.Patience;
        // The few entries first, then what belongs to each: a database that joins first reads through everything for every batch.
        var entries = await db.QueryAsync<EntryFacts>(
            $"""
             select e.account_id, e.version, e.transaction_id, e.type, e.amount, e.balance_before, e.balance_after, e.created_at,
               t.idempotency_key, t.request_hash, t.type as transaction_type, t.description, t.metadata, t.hold_id, t.reverses_id,
               t.created_at as transaction_created_at, s.hash
             from (select * from ledger_entries where {condition} order by account_id, version limit {BatchSize}) as e
             left join ledger_transactions t on t.id = e.transaction_id
             left join ledger_seals s on s.account_id = e.account_id and s.version = e.version
             order by e.account_id, e.version
             """,
            parameters,
            cancellationToken);
        if (entries.Count == 0)
            return new EntryBatch(entries, Enumerable.Empty<TransactionEntry>().ToLookup(x => x.TransactionId, StringComparer.Ordinal));
        var transactions = entries.Select(x => x.TransactionId).Distinct(StringComparer.Ordinal).ToList();
        var systems = await SystemEntryAccounts.ReadAsync(db, cancellationToken);
        var legs = await db.QueryAsync<TransactionEntry>(
            $"""
             select transaction_id, account_id, version, amount from ledger_entries where {db.Dialect.In("transaction_id", "transactions")}
             union all
             select transaction_id, account_id, 0, amount from ledger_system_entries
             where {db.Dialect.In("account_id", "systems")} and {db.Dialect.In("transaction_id", "transactions")}
             """,
            new { transactions, systems },
            cancellationToken);
        return new EntryBatch(entries, legs.ToLookup(x => x.TransactionId, StringComparer.Ordinal));
    }
}

internal sealed record EntryBatch(IReadOnlyList<EntryFacts> Entries, ILookup<string, TransactionEntry> Legs)
{
    public bool IsLast => Entries.Count < ReadEntryFacts.BatchSize;

    public string Seal(EntryFacts entry, string previous) => entry.Seal(previous, Legs[entry.TransactionId]);
}

using Marketplace.Data;

namespace Marketplace.Credits;

/// <summary>Reads entries in the order of their accounts and versions, a few hundred at a time, each with what its seal covers.</summary>
internal sealed class ReadEntryFacts(IDatabase database)
{
    /// <summary>SQLite takes at most 999 parameters in a statement.</summary>
    public const int BatchSize = 500;

    private const string Select =
        """
        select e.account_id, e.version, e.transaction_id, e.type, e.amount, e.balance_before, e.balance_after, e.created_at,
          t.idempotency_key, t.request_hash, t.type as transaction_type, t.description, t.metadata, t.hold_id, t.reverses_id,
          t.created_at as transaction_created_at, s.hash
        from ledger_entries e
        left join ledger_transactions t on t.id = e.transaction_id
        left join ledger_seals s on s.account_id = e.account_id and s.version = e.version
        """;

    /// <summary>The next entries of any account, behind the one given.</summary>
    public Task<EntryBatch> AfterAsync(string accountId, long version, CancellationToken cancellationToken) =>
        ReadAsync("(e.account_id, e.version) > (@accountId, @version)", accountId, version, cancellationToken);

    /// <summary>The next entries of this account.</summary>
    public Task<EntryBatch> OfAccountAsync(string accountId, long after, CancellationToken cancellationToken) =>
        ReadAsync("e.account_id = @accountId and e.version > @version", accountId, after, cancellationToken);

    private async Task<EntryBatch> ReadAsync(string condition, string accountId, long version, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        db.StatementTimeout = KeyRange.Patience;
        var entries = await db.QueryAsync<EntryFacts>(
            $"{Select} where {condition} order by e.account_id, e.version limit @limit", new { accountId, version, limit = BatchSize }, cancellationToken);
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

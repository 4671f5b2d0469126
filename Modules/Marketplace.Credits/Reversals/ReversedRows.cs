using Marketplace.Data;

namespace Marketplace.Credits;

/// <summary>What a reversal must know of the transaction that it undoes.</summary>
internal static class ReversedRows
{
    public static async Task<ReversedTransaction?> FindAsync(DbSession db, string transactionId, CancellationToken cancellationToken) =>
        await db.QuerySingleOrDefaultAsync<ReversedTransaction>(
            "select account_id, type, amount from ledger_entries where transaction_id = @transactionId order by amount limit 1", new { transactionId }, cancellationToken);

    /// <summary>
    /// The transaction and, below it, its reversals, theirs, and so on: each undoes what the one above it did. Join it by <c>cross join</c>, whose
    /// order SQLite keeps: it is short, and what it is joined to is not.
    /// </summary>
    public const string Chain =
        """
        with recursive chain(id, sign) as (
          select cast(@transactionId as text), -1
          union all
          select t.id, -c.sign from ledger_transactions t join chain c on t.reverses_id = c.id)
        """;

    /// <summary>What earlier reversals undid in all, less what was undone of them.</summary>
    public static async Task<CreditAmount> ReversedAsync(DbSession db, string transactionId, string accountId, CancellationToken cancellationToken) =>
        await db.ScalarAsync<CreditAmount>(
            $"""
             {Chain}
             select cast(coalesce(sum(c.sign * abs(e.amount)), 0) as bigint) from chain c cross join ledger_entries e
             where e.transaction_id = c.id and e.account_id = @accountId and c.id <> @transactionId
             """,
            new { transactionId, accountId },
            cancellationToken);

    /// <summary>Asked for by all system accounts that there can be: the transaction alone would search the whole table.</summary>
    public static Task<IReadOnlyList<SystemEntry>> SystemEntriesAsync(DbSession db, string transactionId, string asset, CancellationToken cancellationToken) =>
        db.QueryAsync<SystemEntry>(
            $"""
             select account_id, amount from ledger_system_entries
             where {db.Dialect.In("account_id", "accounts")} and transaction_id = @transactionId order by account_id
             """,
            new { transactionId, accounts = SystemAccounts.All.Select(x => x.Id(asset)).ToArray() },
            cancellationToken);
}

internal sealed record ReversedTransaction
{
    public required string AccountId { get; init; }

    public required TransactionType Type { get; init; }

    public required CreditAmount Amount { get; init; }
}

using Marketplace.Data;

namespace Marketplace.Credits;

/// <summary>What a reversal must know of the transaction that it undoes.</summary>
internal static class ReversedRows
{
    public static async Task<ReversedTransaction?> FindAsync(DbSession db, string transactionId, CancellationToken cancellationToken) =>
        await db.QuerySingleOrDefaultAsync<ReversedTransaction>(
            "select account_id, type, amount from ledger_entries where transaction_id = @transactionId order by amount limit 1", new { transactionId }, cancellationToken);

    /// <summary>What earlier reversals undid in all.</summary>
    public static async Task<CreditAmount> ReversedAsync(DbSession db, string transactionId, string accountId, CancellationToken cancellationToken) =>
        await db.ScalarAsync<CreditAmount>(
            """
            select cast(coalesce(sum(abs(e.amount)), 0) as bigint) from ledger_transactions t
            join ledger_entries e on e.transaction_id = t.id and e.account_id = @accountId
            where t.reverses_id = @transactionId
            """,
            new { transactionId, accountId },
            cancellationToken);

    public static Task<IReadOnlyList<SystemEntry>> SystemEntriesAsync(DbSession db, string transactionId, CancellationToken cancellationToken) =>
        db.QueryAsync<SystemEntry>(
            "select account_id, amount from ledger_system_entries where transaction_id = @transactionId order by account_id", new { transactionId }, cancellationToken);
}

internal sealed record ReversedTransaction
{
    public required string AccountId { get; init; }

    public required TransactionType Type { get; init; }

    public required CreditAmount Amount { get; init; }
}

using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Data;

namespace Marketplace.Credits.Ledger.Reversals;

/// <summary>What a reversal must know of the transaction that it undoes.</summary>
internal static class ReversedRows
{
    public static async Task<ReversedTransaction?> FindAsync(DbSession db, string transactionId, CancellationToken cancellationToken) =>
        await db.QuerySingleOrDefaultAsync<ReversedTransaction>(
            "select account_id, type, amount from ledger_entries where transaction_id = @transactionId order by amount limit 1",
            new { transactionId }, cancellationToken);

    /// <summary>What earlier reversals undid in all, less what was undone of them.</summary>
    public static async Task<CreditAmount> ReversedAsync(
        DbSession db, string transactionId, string accountId, CancellationToken cancellationToken) =>
        await db.ScalarAsync<CreditAmount>(
            $"""
             {ReversalChain.Sql}
             select cast(coalesce(sum(c.sign * abs(e.amount)), 0) as bigint) from chain c cross join ledger_entries e
             where e.transaction_id = c.id and e.account_id = @accountId and c.id <> @transactionId
             """,
            new { transactionId, accountId },
            cancellationToken);

    /// <summary>Asked for by all system accounts that there can be: the transaction alone would search the whole table.</summary>
    public static Task<IReadOnlyList<SystemEntry>> SystemEntriesAsync(
        DbSession db, string transactionId, string asset, CancellationToken cancellationToken) =>
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

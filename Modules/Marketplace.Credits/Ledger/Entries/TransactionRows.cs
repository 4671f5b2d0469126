using System.Text.Json;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Data;

namespace Marketplace.Credits.Ledger.Entries;

/// <summary>Transactions and their entries: written once, never changed.</summary>
internal static class TransactionRows
{
    /// <summary>Claims the idempotency key. A transaction at the same moment with the same key waits here for this one to end.</summary>
    /// <returns>False when the key was used before; nothing is written then.</returns>
    public static async Task<bool> TryInsertAsync(UnitOfWork db, TransactionRow row, CancellationToken cancellationToken) =>
        await db.ExecuteAsync(
            """
            insert into ledger_transactions (id, idempotency_key, request_hash, type, description, metadata, hold_id, reverses_id,
            created_at)
            values (@Id, @IdempotencyKey, @RequestHash, @type, @Description, @metadata, @HoldId, @ReversesId, @CreatedAt)
            on conflict (idempotency_key) do nothing
            """,
            new
            {
                row.Id,
                row.IdempotencyKey,
                row.RequestHash,
                type = row.Type.ToString(),
                row.Description,
                metadata = JsonSerializer.Serialize(row.Metadata),
                row.HoldId,
                row.ReversesId,
                row.CreatedAt,
            },
            cancellationToken) == 1;

    /// <summary>A customer's entry with its running balance.</summary>
    /// <param name="after">The customer's account after the change.</param>
    /// <param name="amount">What the change was: negative took from the customer.</param>
    public static Task WriteEntryAsync(
        UnitOfWork db, TransactionRow row, AccountRow after, CreditAmount amount, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            """
            insert into ledger_entries (account_id, version, transaction_id, type, amount, balance_before, balance_after, created_at)
            values (@accountId, @Version, @transactionId, @type, @amount, @before, @Posted, @CreatedAt)
            """,
            new
            {
                accountId = after.Id,
                after.Version,
                transactionId = row.Id,
                type = row.Type.ToString(),
                amount,
                before = after.Posted - amount,
                after.Posted,
                row.CreatedAt,
            },
            cancellationToken);

    public static Task WriteSystemEntryAsync(UnitOfWork db, string transactionId, SystemEntry entry, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            "insert into ledger_system_entries (account_id, transaction_id, amount) values (@AccountId, @transactionId, @Amount)",
            new { entry.AccountId, transactionId, entry.Amount },
            cancellationToken);

    /// <summary>What the first call with this key answered: the entries are append-only, so they are the stored answer.</summary>
    public static Task<StoredAnswer?> FindByKeyAsync(DbSession db, string idempotencyKey, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<StoredAnswer>(
            """
            select t.id as transaction_id, t.request_hash, e.balance_after
            from ledger_transactions t join ledger_entries e on e.transaction_id = t.id
            where t.idempotency_key = @idempotencyKey
            order by e.amount limit 1
            """,
            new { idempotencyKey },
            cancellationToken);
}

internal sealed record TransactionRow(
    string Id,
    string IdempotencyKey,
    string RequestHash,
    TransactionType Type,
    string Description,
    IReadOnlyDictionary<string, string> Metadata,
    DateTimeOffset CreatedAt)
{
    public string? HoldId { get; init; }

    public string? ReversesId { get; init; }
}

/// <param name="Amount">The opposite of what the customers' entries sum up to, or a part of it.</param>
internal sealed record SystemEntry(string AccountId, CreditAmount Amount);

internal sealed record StoredAnswer
{
    public required string TransactionId { get; init; }

    public required string RequestHash { get; init; }

    public required CreditAmount BalanceAfter { get; init; }
}

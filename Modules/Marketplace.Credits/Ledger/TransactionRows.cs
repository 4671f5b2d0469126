using System.Text.Json;
using Marketplace.Data;

namespace Marketplace.Credits;

/// <summary>Transactions and their entries: written once, never changed.</summary>
internal static class TransactionRows
{
    /// <summary>Claims the idempotency key. A transaction at the same moment with the same key waits here for this one to end.</summary>
    /// <returns>False when the key was used before; nothing is written then.</returns>
    public static async Task<bool> TryInsertAsync(UnitOfWork db, TransactionRow row, CancellationToken cancellationToken) =>
        await db.ExecuteAsync(
            """
            insert into ledger_transactions (id, idempotency_key, request_hash, type, description, metadata, hold_id, created_at)
            values (@Id, @IdempotencyKey, @RequestHash, @type, @Description, @metadata, @HoldId, @CreatedAt)
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
                row.CreatedAt,
            },
            cancellationToken) == 1;

    /// <summary>The customer's entry with its running balance, and the opposite entry of the system account.</summary>
    /// <param name="account">The customer's account after the change.</param>
    /// <param name="amount">What the change was: negative took from the customer.</param>
    public static Task WriteEntriesAsync(
        UnitOfWork db, TransactionRow row, AccountRow account, CreditAmount amount, SystemAccount counterpart, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            """
            insert into ledger_entries (account_id, version, transaction_id, type, amount, balance_before, balance_after, created_at)
            values (@accountId, @Version, @transactionId, @type, @amount, @before, @after, @CreatedAt);
            insert into ledger_system_entries (account_id, transaction_id, amount) values (@systemId, @transactionId, @opposite);
            """,
            new
            {
                accountId = account.Id,
                account.Version,
                transactionId = row.Id,
                type = row.Type.ToString(),
                amount,
                before = account.Posted - amount,
                after = account.Posted,
                row.CreatedAt,
                systemId = counterpart.Id(),
                opposite = -amount,
            },
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
    string? HoldId,
    DateTimeOffset CreatedAt);

internal sealed record StoredAnswer
{
    public required string TransactionId { get; init; }

    public required string RequestHash { get; init; }

    public required CreditAmount BalanceAfter { get; init; }
}

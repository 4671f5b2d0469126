using Marketplace.Data;

namespace Marketplace.Credits.Transfers;

/// <summary>Transfers by the sender's key: the stored answer of each.</summary>
internal static class TransferRows
{
    public static Task<TransferRow?> FindAsync(DbSession db, string senderId, string key, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<TransferRow>(
            """
            select asked_for, recipient_id, amount, note, transaction_id, balance_after from credit_transfers
            where sender_id = @senderId and idempotency_key = @key
            """,
            new { senderId, key },
            cancellationToken);

    /// <summary>Claims the key. A transfer at the same moment with the same key waits here for this one to end.</summary>
    /// <returns>False when the key was used before; nothing is written then.</returns>
    public static async Task<bool> TryClaimAsync(
        UnitOfWork db, SendRequest request, string recipientId, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.ExecuteAsync(
            """
            insert into credit_transfers (sender_id, idempotency_key, asked_for, recipient_id, amount, note, created_at)
            values (@SenderId, @Key, @To, @recipientId, @Amount, @Note, @now)
            on conflict (sender_id, idempotency_key) do nothing
            """,
            new { request.SenderId, request.Key, request.To, recipientId, request.Amount, request.Note, now },
            cancellationToken) == 1;

    public static Task CompleteAsync(
        UnitOfWork db, SendRequest request, string transactionId, CreditAmount balanceAfter, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            """
            update credit_transfers set transaction_id = @transactionId, balance_after = @balanceAfter
            where sender_id = @SenderId and idempotency_key = @Key
            """,
            new { request.SenderId, request.Key, transactionId, balanceAfter },
            cancellationToken);
}

internal sealed record TransferRow
{
    /// <summary>The recipient as the sender named them.</summary>
    public required string AskedFor { get; init; }

    public required string RecipientId { get; init; }

    public required CreditAmount Amount { get; init; }

    public required string Note { get; init; }

    public required string TransactionId { get; init; }

    public required CreditAmount BalanceAfter { get; init; }

    public bool Answers(SendRequest request) =>
        request.Amount == Amount && string.Equals(request.To, AskedFor, StringComparison.Ordinal)
            && string.Equals(request.Note, Note, StringComparison.Ordinal);
}

using Marketplace.Data;

namespace Marketplace.Credits.Ledger.Holds;

/// <summary>
/// Holds. Their row is locked before their account's, in every action, so that capture, void and expiry queue instead of deadlocking.
/// </summary>
internal static class HoldRows
{
    private const string Columns = "id, account_id, amount, captured, status, request_hash";

    /// <returns>False when the key was used before; nothing is written then.</returns>
    public static async Task<bool> TryInsertAsync(
        UnitOfWork db, string id, string accountId, HoldRequest request, string hash, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        await db.ExecuteAsync(
            """
            insert into ledger_holds
              (id, idempotency_key, request_hash, account_id, amount, captured, status, description, reference, created_at, expires_at)
            values (@id, @IdempotencyKey, @hash, @accountId, @Amount, 0, 'open', @Description, @Reference, @now, @ExpiresAt)
            on conflict (idempotency_key) do nothing
            """,
            new
            {
                id,
                request.IdempotencyKey,
                hash,
                accountId,
                request.Amount,
                request.Description,
                request.Reference,
                now,
                request.ExpiresAt,
            },
            cancellationToken) == 1;

    public static Task<HoldRow?> FindByKeyAsync(DbSession db, string idempotencyKey, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<HoldRow>(
            $"select {Columns} from ledger_holds where idempotency_key = @idempotencyKey", new { idempotencyKey }, cancellationToken);

    /// <summary>Waits for whoever is changing the hold, then reads it; nobody changes it until this transaction ends.</summary>
    public static Task<HoldRow?> LockAsync(UnitOfWork db, string id, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<HoldRow>(
            $"select {Columns} from ledger_holds where id = @id {db.Dialect.ForUpdate}", new { id }, cancellationToken);

    public static Task CloseAsync(
        UnitOfWork db, string id, string status, CreditAmount captured, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            "update ledger_holds set status = @status, captured = @captured, closed_at = @now where id = @id and status = 'open'",
            new { id, status, captured, now },
            cancellationToken);
}

internal sealed record HoldRow
{
    public required string Id { get; init; }

    public required string AccountId { get; init; }

    public required CreditAmount Amount { get; init; }

    public required CreditAmount Captured { get; init; }

    public required string Status { get; init; }

    public required string RequestHash { get; init; }

    public bool IsOpen => Status == HoldStatus.Open;
}

internal static class HoldStatus
{
    public const string Open = "open";
    public const string Captured = "captured";
    public const string Voided = "voided";
    public const string Expired = "expired";
}

using Marketplace.Data;

namespace Marketplace.Adjustments.Requests;

/// <summary>A request changes once: from waiting to what was decided. Whoever decides does it with one guarded update.</summary>
internal static class AdjustmentRows
{
    public const string Columns =
        """
        id, kind, user_id, amount, reason, lot_kind, credits_expire_at, refunds_id, requested_by, requested_at, expires_at, decided_by,
        decided_at, transaction_id,
        case when state = 'Waiting' and expires_at <= @now then 'Expired' else state end as state
        """;

    public static Task<Adjustment?> FindAsync(DbSession db, string id, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<Adjustment>($"select {Columns} from adjustments where id = @id", new { id, now }, cancellationToken);

    /// <returns>False when the id is there already: the form was sent before.</returns>
    public static async Task<bool> TryInsertAsync(UnitOfWork db, Adjustment row, CancellationToken cancellationToken) =>
        await db.ExecuteAsync(
            """
            insert into adjustments (
              id, kind, state, user_id, amount, reason, lot_kind, credits_expire_at, refunds_id, requested_by, requested_at, expires_at,
              transaction_id)
            values (
              @Id, @kind, @state, @UserId, @Amount, @Reason, @lotKind, @CreditsExpireAt, @RefundsId, @RequestedBy, @RequestedAt, @ExpiresAt,
              @TransactionId)
            on conflict (id) do nothing
            """,
            new
            {
                row.Id,
                kind = row.Kind.ToString(),
                state = row.State.ToString(),
                row.UserId,
                row.Amount,
                row.Reason,
                lotKind = row.LotKind?.ToString(),
                row.CreditsExpireAt,
                row.RefundsId,
                row.RequestedBy,
                row.RequestedAt,
                row.ExpiresAt,
                row.TransactionId,
            },
            cancellationToken) == 1;

    /// <summary>Locks a request that waits, until the transaction ends: nobody else can decide on it meanwhile.</summary>
    public static Task<Adjustment?> LockWaitingAsync(UnitOfWork db, string id, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<Adjustment>(
            $"select {Columns} from adjustments where id = @id and state = 'Waiting' and expires_at > @now {db.Dialect.ForUpdate}",
            new { id, now }, cancellationToken);

    /// <summary>Of a request that was stored in this transaction and needed nobody else.</summary>
    public static Task<int> PostedAloneAsync(UnitOfWork db, string id, string transactionId, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            "update adjustments set state = 'Posted', transaction_id = @transactionId where id = @id", new { id, transactionId },
            cancellationToken);

    /// <returns>False when it does not wait any more; nothing is changed then.</returns>
    public static async Task<bool> TryDecideAsync(
        UnitOfWork db, string id, AdjustmentState state, string? transactionId, string decidedBy, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        await db.ExecuteAsync(
            """
            update adjustments set state = @state, transaction_id = @transactionId, decided_by = @decidedBy, decided_at = @now
            where id = @id and state = 'Waiting' and expires_at > @now
            """,
            new { id, state = state.ToString(), transactionId, decidedBy, now },
            cancellationToken) == 1;
}

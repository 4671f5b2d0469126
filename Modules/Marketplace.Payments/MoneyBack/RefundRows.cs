using Marketplace.Data;

namespace Marketplace.Payments.MoneyBack;

/// <summary>The SQL of <c>refunds</c>. Writers hold the lock of the top-up's row.</summary>
internal static class RefundRows
{
    private const string Select =
        "select id, top_up_id, gateway_refund_id, amount_cents, status, reason, note, requested_by, hold_id, failure, created_at, "
        + "updated_at from refunds";

    public static Task<RefundRow?> FindAsync(DbSession db, string id, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<RefundRow>($"{Select} where id = @id", new { id }, cancellationToken);

    public static Task<RefundRow?> FindByGatewayIdAsync(DbSession db, string gatewayRefundId, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<RefundRow>(
            $"{Select} where gateway_refund_id = @gatewayRefundId", new { gatewayRefundId }, cancellationToken);

    public static Task<IReadOnlyList<RefundRow>> ListAsync(DbSession db, string topUpId, CancellationToken cancellationToken) =>
        db.QueryAsync<RefundRow>($"{Select} where top_up_id = @topUpId order by created_at, id", new { topUpId }, cancellationToken);

    public static Task InsertAsync(UnitOfWork db, RefundRow row, CancellationToken cancellationToken) =>
        InsertAsync(db, row, row.CreatedAt, cancellationToken);

    public static Task InsertAsync(UnitOfWork db, RefundRow row, DateTimeOffset askedAt, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            """
            insert into refunds (id, top_up_id, gateway_refund_id, amount_cents, status, reason, note, requested_by, hold_id, failure,
            asked_at, created_at, updated_at)
            values (@Id, @TopUpId, @GatewayRefundId, @AmountCents, @Status, @Reason, @Note, @RequestedBy, @HoldId, @Failure, @askedAt,
            @CreatedAt, @UpdatedAt)
            """,
            new
            {
                row.Id, row.TopUpId, row.GatewayRefundId, row.AmountCents, Status = row.Status.ToString(), Reason = row.Reason?.ToString(),
                row.Note, row.RequestedBy, row.HoldId, row.Failure, askedAt, row.CreatedAt, row.UpdatedAt,
            },
            cancellationToken);

    public static Task UpdateAsync(UnitOfWork db, RefundRow row, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            "update refunds set gateway_refund_id = @GatewayRefundId, amount_cents = @AmountCents, status = @Status, failure = @Failure, "
            + "updated_at = @UpdatedAt where id = @Id",
            new { row.Id, row.GatewayRefundId, row.AmountCents, Status = row.Status.ToString(), row.Failure, row.UpdatedAt },
            cancellationToken);

    /// <summary>
    /// Refunds whose answer was lost and that nobody asked about after <paramref name="before"/>, the longest unasked first.
    /// </summary>
    public static Task<IReadOnlyList<string>> ListAskedAsync(
        DbSession db, DateTimeOffset before, int limit, CancellationToken cancellationToken) =>
        db.QueryAsync<string>(
            "select id from refunds where status = 'Asked' and asked_at <= @before order by asked_at, id limit @limit",
            new { before, limit }, cancellationToken);

    /// <returns>True for one caller at a time: it may ask the gateway.</returns>
    public static async Task<bool> TakeTurnToAskAsync(
        UnitOfWork db, string id, DateTimeOffset now, DateTimeOffset before, CancellationToken cancellationToken) =>
        await db.ExecuteAsync(
            "update refunds set asked_at = @now where id = @id and status = 'Asked' and asked_at <= @before", new { id, now, before },
            cancellationToken) == 1;
}

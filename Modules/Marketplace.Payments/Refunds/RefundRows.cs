using Marketplace.Data;

namespace Marketplace.Payments;

/// <summary>The SQL of <c>refunds</c>. Writers hold the lock of the top-up's row.</summary>
internal static class RefundRows
{
    private const string Select =
        "select id, top_up_id, gateway_refund_id, amount_cents, status, reason, note, requested_by, failure, created_at, updated_at from refunds";

    public static Task<RefundRow?> FindAsync(DbSession db, string id, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<RefundRow>($"{Select} where id = @id", new { id }, cancellationToken);

    public static Task<RefundRow?> FindByGatewayIdAsync(DbSession db, string gatewayRefundId, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<RefundRow>($"{Select} where gateway_refund_id = @gatewayRefundId", new { gatewayRefundId }, cancellationToken);

    public static Task<IReadOnlyList<RefundRow>> ListAsync(DbSession db, string topUpId, CancellationToken cancellationToken) =>
        db.QueryAsync<RefundRow>($"{Select} where top_up_id = @topUpId order by created_at, id", new { topUpId }, cancellationToken);

    public static Task InsertAsync(UnitOfWork db, RefundRow row, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            """
            insert into refunds (id, top_up_id, gateway_refund_id, amount_cents, status, reason, note, requested_by, failure, asked_at, created_at, updated_at)
            values (@Id, @TopUpId, @GatewayRefundId, @AmountCents, @Status, @Reason, @Note, @RequestedBy, @Failure, @CreatedAt, @CreatedAt, @UpdatedAt)
            """,
            new
            {
                row.Id, row.TopUpId, row.GatewayRefundId, row.AmountCents, Status = row.Status.ToString(), Reason = row.Reason?.ToString(), row.Note, row.RequestedBy, row.Failure,
                row.CreatedAt, row.UpdatedAt,
            },
            cancellationToken);

    public static Task UpdateAsync(UnitOfWork db, RefundRow row, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            "update refunds set gateway_refund_id = @GatewayRefundId, amount_cents = @AmountCents, status = @Status, failure = @Failure, updated_at = @UpdatedAt where id = @Id",
            new { row.Id, row.GatewayRefundId, row.AmountCents, Status = row.Status.ToString(), row.Failure, row.UpdatedAt },
            cancellationToken);
}

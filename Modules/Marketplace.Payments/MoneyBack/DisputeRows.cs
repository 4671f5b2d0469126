using Marketplace.Data;

namespace Marketplace.Payments.MoneyBack;

/// <summary>The SQL of <c>disputes</c>. Writers hold the lock of the top-up's row.</summary>
internal static class DisputeRows
{
    private const string Select =
        "select id, top_up_id, amount_cents, status, reason, due_at, opened_at, created_at, updated_at from disputes";

    public static Task<DisputeRow?> FindAsync(DbSession db, string id, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<DisputeRow>($"{Select} where id = @id", new { id }, cancellationToken);

    public static Task<IReadOnlyList<DisputeRow>> ListAsync(DbSession db, string topUpId, CancellationToken cancellationToken) =>
        db.QueryAsync<DisputeRow>($"{Select} where top_up_id = @topUpId order by created_at, id", new { topUpId }, cancellationToken);

    public static Task InsertAsync(UnitOfWork db, DisputeRow row, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            """
            insert into disputes (id, top_up_id, amount_cents, status, reason, due_at, opened_at, created_at, updated_at)
            values (@Id, @TopUpId, @AmountCents, @Status, @Reason, @DueAt, @OpenedAt, @CreatedAt, @UpdatedAt)
            """,
            new { row.Id, row.TopUpId, row.AmountCents, Status = row.Status.ToString(), row.Reason, row.DueAt, row.OpenedAt, row.CreatedAt,
                row.UpdatedAt },
            cancellationToken);

    public static Task UpdateAsync(UnitOfWork db, DisputeRow row, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            "update disputes set amount_cents = @AmountCents, status = @Status, due_at = @DueAt, updated_at = @UpdatedAt where id = @Id",
            new { row.Id, row.AmountCents, Status = row.Status.ToString(), row.DueAt, row.UpdatedAt },
            cancellationToken);
}

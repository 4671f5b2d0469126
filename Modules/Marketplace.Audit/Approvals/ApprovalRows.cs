using Marketplace.Data;

namespace Marketplace.Audit.Approvals;

/// <summary>A request changes once: from waiting to what was decided.</summary>
internal static class ApprovalRows
{
    public const string Prefix = "apr";

    private const string Columns =
        """
        id, kind, record, what, reason, before_words, after_words, amount, beneficiary_ids, asked_by, asked_at, expires_at, decided_by,
        decided_at,
        decision_reason, link, payload, case when state = 'Waiting' and expires_at <= @now then 'Expired' else state end as state
        """;

    public static Task<Approval?> FindAsync(DbSession db, string id, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<Approval>($"select {Columns} from approvals where id = @id", new { id, now }, cancellationToken);

    public static Task<Approval?> FindAsync(
        DbSession db, string kind, string record, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<Approval>(
            $"select {Columns} from approvals where kind = @kind and record = @record order by id desc limit 1", new { kind, record, now },
            cancellationToken);

    /// <summary>Locks a request that waits until the transaction ends: nobody else can decide on it meanwhile.</summary>
    public static Task<Approval?> LockWaitingAsync(UnitOfWork db, string id, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<Approval>(
            $"select {Columns} from approvals where id = @id and state = 'Waiting' and expires_at > @now {db.Dialect.ForUpdate}",
            new { id, now }, cancellationToken);

    /// <param name="scope">Null: everybody's.</param>
    /// <param name="onlyWaiting">False: also what is over.</param>
    public static Task<IReadOnlyList<Approval>> ListAsync(
        DbSession db, ApprovalScope? scope, bool onlyWaiting, string? before, int limit, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var shown = scope?.Kinds is null ? "1 = 1" : $"(asked_by = @UserId or {db.Dialect.In("kind", "kinds")})";
        return db.QueryAsync<Approval>(
            $"""
             select {Columns} from approvals
             where {shown} {(onlyWaiting ? "and state = 'Waiting' and expires_at > @now" : "")} {(before is null ? "" : "and id < @before")}
             order by id desc limit @limit
             """,
            new { scope?.UserId, kinds = scope?.Kinds?.ToArray() ?? [], now, before, limit },
            cancellationToken);
    }

    /// <returns>False when something about this record waits already.</returns>
    public static async Task<bool> TryInsertAsync(UnitOfWork db, Approval row, CancellationToken cancellationToken)
    {
        await db.ExecuteAsync(
            "update approvals set state = 'Expired' where kind = @Kind and record = @Record and state = 'Waiting' and expires_at <= "
            + "@AskedAt",
            new { row.Kind, row.Record, row.AskedAt },
            cancellationToken);
        return await db.ExecuteAsync(
            """
            insert into approvals (
              id, kind, record, state, what, reason, before_words, after_words, amount, beneficiary_ids, asked_by, asked_at, expires_at,
              link, payload)
            values (
              @Id, @Kind, @Record, 'Waiting', @What, @Reason, @BeforeWords, @AfterWords, @Amount, @BeneficiaryIds, @AskedBy, @AskedAt,
              @ExpiresAt, @Link,
              @Payload)
            on conflict do nothing
            """,
            new
            {
                row.Id, row.Kind, row.Record, What = row.What.ToString(), Reason = row.Reason.ToString(),
                BeforeWords = row.BeforeWords?.ToString(), AfterWords = row.AfterWords?.ToString(), row.Amount, row.BeneficiaryIds,
                row.AskedBy, row.AskedAt, row.ExpiresAt, row.Link, row.Payload,
            },
            cancellationToken) == 1;
    }

    /// <returns>False when it does not wait any more; nothing is changed then.</returns>
    public static async Task<bool> TryDecideAsync(
        UnitOfWork db, string id, ApprovalState state, string by, string? reason, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        await db.ExecuteAsync(
            """
            update approvals set state = @state, decided_by = @by, decided_at = @now, decision_reason = @reason
            where id = @id and state = 'Waiting' and expires_at > @now
            """,
            new { id, state = state.ToString(), by, reason, now },
            cancellationToken) == 1;
}

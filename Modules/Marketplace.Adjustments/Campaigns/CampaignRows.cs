using Marketplace.Data;

namespace Marketplace.Adjustments.Campaigns;

internal static class CampaignRows
{
    public const string Columns =
        """
        id, name, lot_kind, amount, credits_expire_at, budget, audience, run, recipients, given, failed, created_by, created_at, started_by,
        started_at,
        approve_by, approved_by, run_started_at, run_started_with, finished_at,
        case when state = 'Waiting' and approve_by <= @now then 'Expired' else state end as state
        """;

    public static Task<Campaign?> FindAsync(DbSession db, string id, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<Campaign>($"select {Columns} from campaigns where id = @id", new { id, now }, cancellationToken);

    /// <summary>Nobody else changes it until the transaction ends.</summary>
    public static Task<Campaign?> LockAsync(UnitOfWork db, string id, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<Campaign>(
            $"select {Columns} from campaigns where id = @id {db.Dialect.ForUpdate}", new { id, now }, cancellationToken);

    /// <returns>False when the id is there already: the form was sent before.</returns>
    public static async Task<bool> TryInsertAsync(UnitOfWork db, Campaign row, CancellationToken cancellationToken) =>
        await db.ExecuteAsync(
            """
            insert into campaigns (
              id, name, lot_kind, amount, credits_expire_at, budget, audience, state, run, recipients, given, failed, created_by,
              created_at, run_started_with)
            values (@Id, @Name, @lotKind, @Amount, @CreditsExpireAt, @Budget, @Audience, 'Draft', 0, 0, 0, 0, @CreatedBy, @CreatedAt, 0)
            on conflict (id) do nothing
            """,
            new { row.Id, row.Name, lotKind = row.LotKind.ToString(), row.Amount, row.CreditsExpireAt, row.Budget, row.Audience,
                row.CreatedBy, row.CreatedAt },
            cancellationToken) == 1;

    /// <summary>Writes what may change of a campaign that is locked.</summary>
    public static Task SaveAsync(UnitOfWork db, Campaign row, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            """
            update campaigns set state = @state, run = @Run, recipients = @Recipients, given = @Given, failed = @Failed,
            started_by = @StartedBy, started_at = @StartedAt,
              approve_by = @ApproveBy, approved_by = @ApprovedBy, run_started_at = @RunStartedAt, run_started_with = @RunStartedWith,
              finished_at = @FinishedAt
            where id = @Id
            """,
            new
            {
                row.Id,
                state = row.State.ToString(),
                row.Run,
                row.Recipients,
                row.Given,
                row.Failed,
                row.StartedBy,
                row.StartedAt,
                row.ApproveBy,
                row.ApprovedBy,
                row.RunStartedAt,
                row.RunStartedWith,
                row.FinishedAt,
            },
            cancellationToken);
}

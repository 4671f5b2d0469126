using Marketplace.Data;

namespace Marketplace.TfpMigration.Notices;

/// <summary>What a customer is told on the wallet page after the migration, until they put it away.</summary>
internal sealed record MigrationNotice
{
    public required string Id { get; init; }

    public required CreditAmount Credited { get; init; }

    public required DateTimeOffset AppliedAt { get; init; }
}

internal sealed class MigrationNotices(IDatabase database, TimeProvider time)
{
    public async Task<MigrationNotice?> FindAsync(string userId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var notices = await db.QueryAsync<MigrationNotice>(
            "select id, credited, applied_at from tfp_users where user_id = @userId and state = 'applied' and dismissed_at is null order "
            + "by id desc limit 1",
            new { userId },
            cancellationToken);
        return notices.Count == 0 ? null : notices[0];
    }

    public Task DismissAsync(string userId, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            db => db.ExecuteAsync(
                "update tfp_users set dismissed_at = @now where user_id = @userId and dismissed_at is null",
                new { userId, now = time.GetUtcNow() }, cancellationToken),
            cancellationToken);
}

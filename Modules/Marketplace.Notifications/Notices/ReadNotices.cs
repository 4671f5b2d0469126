using Marketplace.Data;

namespace Marketplace.Notifications.Notices;

/// <param name="Unread">At most <see cref="ReadNotices.MostCounted"/>.</param>
internal sealed record BellContent(int Unread, IReadOnlyList<Notice> Latest);

/// <param name="Next">Cursor of the next page, or null at the end.</param>
internal sealed record NoticePage(IReadOnlyList<Notice> Notices, string? Next);

/// <summary>What one person was told in the app, newest first.</summary>
internal sealed class ReadNotices(IDatabase database)
{
    public const int MostCounted = 100;

    private const int Latest = 5;

    public async Task<BellContent> ReadBellAsync(string userId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var unread = await CountUnreadAsync(db, userId, cancellationToken);
        return new BellContent(unread, await ListAsync(db, userId, false, null, Latest, cancellationToken));
    }

    public async Task<int> CountUnreadAsync(string userId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await CountUnreadAsync(db, userId, cancellationToken);
    }

    /// <param name="before">The cursor of the page before; null begins.</param>
    public async Task<NoticePage> ListAsync(string userId, bool unreadOnly, string? before, int limit, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var rows = await ListAsync(db, userId, unreadOnly, before, limit + 1, cancellationToken);
        var page = rows.Take(limit).ToList();
        return new NoticePage(page, rows.Count > limit ? page[^1].Id : null);
    }

    /// <returns>Null where there is none of this id, or it is somebody else's.</returns>
    public async Task<Notice?> FindAsync(string userId, string id, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.QuerySingleOrDefaultAsync<Notice>(
            $"select {Notice.Columns} from notices n where n.id = @id and n.user_id = @userId and n.in_app", new { id, userId },
            cancellationToken);
    }

    private static async Task<int> CountUnreadAsync(DbSession db, string userId, CancellationToken cancellationToken) =>
        await db.ScalarAsync<int>(
            "select count(*) from (select 1 from notices n where n.user_id = @userId and n.in_app and n.read_at is null limit @most) x",
            new { userId, most = MostCounted },
            cancellationToken);

    private static Task<IReadOnlyList<Notice>> ListAsync(
        DbSession db, string userId, bool unreadOnly, string? before, int limit, CancellationToken cancellationToken) =>
        db.QueryAsync<Notice>(
            $"""
             select {Notice.Columns} from notices n
             where n.user_id = @userId and n.in_app {(unreadOnly ? "and n.read_at is null" : "")}
             {(before is null ? "" : "and n.id < @before")}
             order by n.id desc limit @limit
             """,
            new { userId, before, limit },
            cancellationToken);
}

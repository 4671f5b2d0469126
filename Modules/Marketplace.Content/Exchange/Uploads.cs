using Marketplace.Data;

namespace Marketplace.Content.Exchange;

internal sealed record Upload(string Id, string FileName, byte[] Content, DateTimeOffset CreatedAt, string CreatedBy);

/// <summary>
/// Archives that wait for somebody to decide on their dry run. They lie in the database, because another process may serve the next
/// request.
/// </summary>
internal sealed class Uploads(IDatabase database, TimeProvider time)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    /// <returns>Its id. What waited for longer than a day is dropped on the way.</returns>
    public async Task<string> AddAsync(string fileName, byte[] content, string by, CancellationToken cancellationToken)
    {
        var id = PrefixedId.New("imp", time);
        var now = time.GetUtcNow();
        await database.InTransactionAsync(
            async db =>
            {
                await db.ExecuteAsync(
                    "delete from content_uploads where created_at < @since", new { since = now - KeptFor }, cancellationToken);
                await db.ExecuteAsync(
                    """
                    insert into content_uploads (id, file_name, content, created_at, created_by)
                    values (@id, @fileName, @content, @now, @by)
                    """,
                    new { id, fileName, content, now, by }, cancellationToken);
            },
            cancellationToken);
        return id;
    }

    public async Task<Upload?> FindAsync(string? id, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.QuerySingleOrDefaultAsync<Upload>(
            "select id, file_name, content, created_at, created_by from content_uploads where id = @id", new { id }, cancellationToken);
    }

    public Task RemoveAsync(string id, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            db => db.ExecuteAsync("delete from content_uploads where id = @id", new { id }, cancellationToken), cancellationToken);
}

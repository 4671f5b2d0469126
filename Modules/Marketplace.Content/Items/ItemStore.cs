using Marketplace.Data;

namespace Marketplace.Content.Items;

/// <summary>Reads items.</summary>
internal sealed class ItemStore(IDatabase database)
{
    internal const string Columns =
        """
        i.id, i.group_id, i.kind, i.language, i.title, i.description, i.address, i.body, i.fields, i.state, i.version,
        i.published_version, i.last_address, i.source_item_id, i.source_version, i.publish_at, i.planned_version, i.unpublish_at,
        i.trashed_at, i.created_at, i.created_by, i.changed_at, i.changed_by, g.parent_group_id, g.position
        """;

    internal const string From = "from content_items i join content_groups g on g.id = i.group_id";

    public async Task<ContentItem?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        return await FindAsync(session, id, cancellationToken);
    }

    public Task<ContentItem?> FindAsync(DbSession db, string id, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<ContentItem>($"select {Columns} {From} where i.id = @id", new { id }, cancellationToken);

    /// <summary>Locks the item, so that nobody else changes it until the transaction ends.</summary>
    public async Task<ContentItem?> LockAsync(UnitOfWork db, string id, CancellationToken cancellationToken)
    {
        await db.ScalarAsync<string>(
            $"select id from content_items where id = @id {db.Dialect.ForUpdate}", new { id }, cancellationToken);
        return await FindAsync(db, id, cancellationToken);
    }

    /// <summary>All languages of one text, those in the trash included.</summary>
    public async Task<IReadOnlyList<ContentItem>> ListGroupAsync(string groupId, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        return await session.QueryAsync<ContentItem>(
            $"select {Columns} {From} where i.group_id = @groupId order by i.language", new { groupId }, cancellationToken);
    }

    /// <param name="address">Or the name, for kinds without addresses. What is in the trash is not found.</param>
    public Task<ContentItem?> FindByAddressAsync(
        DbSession db, string kind, string address, string language, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<ContentItem>(
            $"""
            select {Columns} {From}
            where i.kind = @kind and i.address = @address and i.language = @language and i.trashed_at is null order by i.id limit 1
            """,
            new { kind, address, language }, cancellationToken);
}

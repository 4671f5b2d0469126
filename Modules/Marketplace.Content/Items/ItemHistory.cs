using Marketplace.Data;

namespace Marketplace.Content.Items;

/// <param name="ById">A user's id, or a word of <see cref="Acting"/>.</param>
/// <param name="PublishedAt">When readers got this version, if ever.</param>
internal sealed record ItemVersion(
    string ItemId, int Version, string Title, string Description, string? Address, string Body, string Fields, string ById,
    DateTimeOffset At, bool IsAuto, DateTimeOffset? PublishedAt)
{
    public ItemText Text => new(Title, Description, Address, Body, FieldsJson.Read(Fields));
}

/// <summary>Who saved what and when.</summary>
internal sealed class ItemHistory(IDatabase database)
{
    /// <summary>What somebody types goes into one line of the history, until they pause this long or save themselves.</summary>
    private static readonly TimeSpan OneSitting = TimeSpan.FromMinutes(10);

    /// <summary>The newest first, without their bodies.</summary>
    public async Task<IReadOnlyList<ItemVersion>> ListAsync(string itemId, int limit, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        return await session.QueryAsync<ItemVersion>(
            $"""
            select item_id, version, title, description, address, '' as body, fields, by_id, at, is_auto, published_at
            from content_versions where item_id = @itemId order by version desc limit {limit}
            """,
            new { itemId }, cancellationToken);
    }

    public async Task<ItemVersion?> FindAsync(string itemId, int version, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        return await session.QuerySingleOrDefaultAsync<ItemVersion>(
            """
            select item_id, version, title, description, address, body, fields, by_id, at, is_auto, published_at
            from content_versions where item_id = @itemId and version = @version
            """,
            new { itemId, version }, cancellationToken);
    }

    /// <summary>Writes the item's present text down. Called in the transaction that saved it.</summary>
    internal static async Task WriteAsync(UnitOfWork db, ContentItem item, bool isAuto, CancellationToken cancellationToken)
    {
        if (isAuto)
            await db.ExecuteAsync(
                """
                delete from content_versions where item_id = @Id and version = @Before and is_auto = @yes and by_id = @ChangedBy
                  and published_at is null and at > @since
                """,
                new { item.Id, Before = item.Version - 1, yes = true, item.ChangedBy, since = item.ChangedAt - OneSitting },
                cancellationToken);
        await db.ExecuteAsync(
            """
            insert into content_versions (item_id, version, title, description, address, body, fields, by_id, at, is_auto)
            values (@Id, @Version, @Title, @Description, @Address, @Body, @Fields, @ChangedBy, @ChangedAt, @isAuto)
            """,
            new
            {
                item.Id, item.Version, item.Title, item.Description, item.Address, item.Body, item.Fields, item.ChangedBy, item.ChangedAt,
                isAuto,
            },
            cancellationToken);
    }
}

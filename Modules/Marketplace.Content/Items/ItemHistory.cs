using Marketplace.Data;

namespace Marketplace.Content.Items;

/// <summary>What was saved once.</summary>
internal sealed record ItemVersion
{
    public required string ItemId { get; init; }

    public required int Version { get; init; }

    public required string Title { get; init; }

    public required string Description { get; init; }

    public string? Address { get; init; }

    public required string Body { get; init; }

    public required string Fields { get; init; }

    /// <summary>A user's id, or a word of <see cref="Acting"/>.</summary>
    public required string ById { get; init; }

    public required DateTimeOffset At { get; init; }

    public required bool IsAuto { get; init; }

    /// <summary>When readers got this version, if ever.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    public ItemText Text => new(Title, Description, Address, Body, FieldsJson.Read(Fields));
}

/// <summary>Who saved what and when.</summary>
internal sealed class ItemHistory(IDatabase database)
{
    /// <summary>
    /// What somebody types goes into one line of the history until they save themselves, but into another one this long after the first.
    /// </summary>
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

    /// <summary>
    /// The version before, where it is of the same sitting. What is published or planned stays, what was translated too, and so does a text
    /// of which more than half is gone now: whoever deleted it by mistake finds it in the history.
    /// </summary>
    private const string SameSitting =
        """
        item_id = @Id and version = @before and is_auto = @yes and by_id = @ChangedBy and published_at is null and sitting_at > @since
          and length(body) <= @longest and not exists (select 1 from content_items i where i.id = @Id and i.planned_version = @before)
          and not exists (select 1 from content_items t where t.source_item_id = @Id and t.source_version = @before)
        """;

    /// <summary>Writes the item's present text down. Called in the transaction that saved it.</summary>
    internal static async Task WriteAsync(UnitOfWork db, ContentItem item, bool isAuto, CancellationToken cancellationToken)
    {
        // There is no version 0: what somebody saves themselves is a line of its own.
        var before = isAuto ? item.Version - 1 : 0;
        var (since, longest) = (item.ChangedAt - OneSitting, 2 * item.Body.EnumerateRunes().Count());
        await db.ExecuteAsync(
            $"""
            insert into content_versions (item_id, version, title, description, address, body, fields, by_id, at, is_auto, sitting_at)
            values (@Id, @Version, @Title, @Description, @Address, @Body, @Fields, @ChangedBy, @ChangedAt, @isAuto,
              coalesce((select sitting_at from content_versions where {SameSitting}), @ChangedAt))
            """,
            new
            {
                item.Id, item.Version, item.Title, item.Description, item.Address, item.Body, item.Fields, item.ChangedBy, item.ChangedAt,
                isAuto, before, yes = true, since, longest,
            },
            cancellationToken);
        if (isAuto)
            await db.ExecuteAsync(
                $"delete from content_versions where {SameSitting}",
                new { item.Id, before, yes = true, item.ChangedBy, since, longest }, cancellationToken);
    }
}

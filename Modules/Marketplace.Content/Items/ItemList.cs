using Marketplace.Data;

namespace Marketplace.Content.Items;

/// <param name="Search">Part of a title or address.</param>
/// <param name="State">Null: every state.</param>
/// <param name="IsOutdated">Only translations whose source says something else by now.</param>
/// <param name="MissingIn">Only texts that are published, but not written in this language.</param>
internal sealed record ItemFilter(
    string? Search = null, string? Kind = null, string? Language = null, ItemState? State = null, bool InTrash = false,
    bool IsOutdated = false, string? MissingIn = null);

/// <summary>What a list shows of an item.</summary>
internal sealed record ItemLine
{
    public required string Id { get; init; }

    public required string GroupId { get; init; }

    public required string Kind { get; init; }

    public required string Language { get; init; }

    public required string Title { get; init; }

    public string? Address { get; init; }

    public required ItemState State { get; init; }

    public required int Version { get; init; }

    public int? PublishedVersion { get; init; }

    public DateTimeOffset? PublishAt { get; init; }

    public DateTimeOffset? UnpublishAt { get; init; }

    public DateTimeOffset? TrashedAt { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    public required string ChangedBy { get; init; }

    /// <summary>1 where readers get something else of its source by now than what was translated.</summary>
    public int Outdated { get; init; }
}

internal sealed class ItemList(IDatabase database)
{
    private const string Columns =
        $"""
        id, group_id, kind, language, title, address, state, version, published_version, publish_at, unpublish_at, trashed_at, changed_at,
        changed_by, case when {Translations.AreOutdated} then 1 else 0 end as outdated
        """;

    /// <summary>The last changed first.</summary>
    public async Task<(IReadOnlyList<ItemLine> Lines, bool HasMore)> ListAsync(
        ItemFilter filter, int skip, int limit, CancellationToken cancellationToken)
    {
        var conditions = new List<string> { filter.InTrash ? "trashed_at is not null" : "trashed_at is null" };
        var pattern = SearchKey.Pattern(filter.Search);
        if (pattern is not null)
            conditions.Add(@"search_key like @pattern escape '\'");
        if (filter.Kind is not null)
            conditions.Add("kind = @Kind");
        if (filter.Language is not null)
            conditions.Add("language = @Language");
        if (filter.State is not null)
            conditions.Add("state = @state");
        if (filter.IsOutdated)
            conditions.Add(Translations.AreOutdated);
        if (filter.MissingIn is not null)
            conditions.Add(Translations.AreMissing);
        await using var session = await database.OpenAsync(cancellationToken);
        var found = await session.QueryAsync<ItemLine>(
            $"""
            select {Columns} from content_items where {string.Join(" and ", conditions)}
            order by changed_at desc, id desc limit {limit + 1} offset {skip}
            """,
            new { pattern, filter.Kind, filter.Language, state = filter.State?.ToString(), filter.MissingIn }, cancellationToken);
        return ([.. found.Take(limit)], found.Count > limit);
    }

    /// <param name="condition">SQL about <c>content_items</c>; may use <c>@at</c>.</param>
    public async Task<(IReadOnlyList<ItemLine> Lines, int Count)> SampleAsync(
        string condition, string order, DateTimeOffset? at, int limit, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        var lines = await session.QueryAsync<ItemLine>(
            $"select {Columns} from content_items where trashed_at is null and ({condition}) order by {order} limit {limit}", new { at },
            cancellationToken);
        var count = await session.QuerySingleAsync<int>(
            $"select count(*) from content_items where trashed_at is null and ({condition})", new { at }, cancellationToken);
        return (lines, count);
    }

    /// <returns>How many texts are published, but not written in the language.</returns>
    public async Task<int> CountMissingAsync(string language, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        return await session.QuerySingleAsync<int>(
            $"select count(*) from content_items where trashed_at is null and {Translations.AreMissing}", new { MissingIn = language },
            cancellationToken);
    }

    /// <summary>Every group of a kind, parents and places, with the title in the language or in whichever there is.</summary>
    public async Task<IReadOnlyList<GroupLine>> ListTreeAsync(string kind, string language, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        var rows = await session.QueryAsync<GroupLine>(
            """
            select g.id as group_id, g.parent_group_id, g.position, i.id as item_id, i.title, i.language
            from content_groups g join content_items i on i.group_id = g.id
            where g.kind = @kind and i.trashed_at is null order by g.position, g.id
            """,
            new { kind }, cancellationToken);
        return [.. rows.GroupBy(x => x.GroupId, StringComparer.Ordinal)
            .Select(x => x.FirstOrDefault(y => y.Language == language) ?? x.First())];
    }
}

internal sealed record GroupLine(string GroupId, string? ParentGroupId, int Position, string ItemId, string Title, string Language);

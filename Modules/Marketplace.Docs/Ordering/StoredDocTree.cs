using Marketplace.Data;
using Marketplace.Docs.Kinds;

namespace Marketplace.Docs.Ordering;

/// <summary>The tree as the module Content stores it.</summary>
internal sealed class StoredDocTree(IDatabase database) : IDocTree
{
    private const string Groups = "select id, parent_group_id, position from content_groups where kind = @kind";

    public async Task<DocArrangement> ReadAsync(string language, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        var groups = await session.QueryAsync<GroupRow>(Groups, new { kind = DocKinds.Doc }, cancellationToken);
        var items = (await session.QueryAsync<ItemRow>(
            """
            select id, group_id, language, title, address, published_version from content_items
            where kind = @kind and trashed_at is null
            """,
            new { kind = DocKinds.Doc },
            cancellationToken)).ToLookup(x => x.GroupId, StringComparer.Ordinal);
        var places = new List<DocPlace>(groups.Count);
        // What is in the trash keeps its place, and is not shown.
        foreach (var (row, depth) in Arrangement.InOrder([.. groups]).Where(x => items.Contains(x.Row.Id)))
        {
            var shown = items[row.Id].FirstOrDefault(x => x.Language == language) ?? items[row.Id].First();
            places.Add(new DocPlace(
                row.Id, row.ParentGroupId, depth, shown.Id, shown.Title, shown.Address,
                items[row.Id].Any(x => x.PublishedVersion is not null)));
        }

        return new DocArrangement(places, Arrangement.VersionOf(groups));
    }

    public Task<DocMoveResult> MoveAsync(DocMove move, CancellationToken cancellationToken) =>
        database.InTransactionAsync<DocMoveResult>(
            async db =>
            {
                // Whoever changes what readers see waits here: the stamp is one row.
                await db.ExecuteAsync("update content_stamp set value = value + 1 where id = 1", cancellationToken: cancellationToken);
                var groups = await db.QueryAsync<GroupRow>(
                    $"{Groups} order by id {db.Dialect.ForUpdate}", new { kind = DocKinds.Doc }, cancellationToken);
                if (groups.All(x => x.Id != move.GroupId)
                    || (move.ParentGroupId is not null && groups.All(x => x.Id != move.ParentGroupId)))
                    return new DocMoveResult.NotFound();
                if (Arrangement.VersionOf(groups) != move.Version)
                    return new DocMoveResult.Conflict();
                if (Arrangement.Move([.. groups], move.GroupId, move.ParentGroupId, move.Place) is not { } changed)
                    return new DocMoveResult.BelowItself();
                foreach (var row in changed)
                    await db.ExecuteAsync(
                        "update content_groups set parent_group_id = @ParentGroupId, position = @Position where id = @Id", row,
                        cancellationToken);
                return new DocMoveResult.Moved();
            },
            result => result is DocMoveResult.Moved,
            cancellationToken);

    private sealed record ItemRow
    {
        public required string Id { get; init; }

        public required string GroupId { get; init; }

        public required string Language { get; init; }

        public required string Title { get; init; }

        public string? Address { get; init; }

        public int? PublishedVersion { get; init; }
    }
}

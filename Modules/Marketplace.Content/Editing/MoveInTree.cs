using Marketplace.Content.Addresses;
using Marketplace.Content.Items;
using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Editing;

/// <summary>Puts a text, with all that stands below it, elsewhere in its tree. Readers see it at once.</summary>
internal sealed class MoveInTree(
    IDatabase database, KindCatalogue kinds, ContentStamp stamp, IStringLocalizer<MoveInTree> text)
{
    /// <param name="parentGroupId">Null: on top.</param>
    /// <param name="position">Before which of its new sisters, from 0; as large as one likes for the end.</param>
    /// <returns>A sentence why not; null where it was moved.</returns>
    public Task<string?> ExecuteAsync(string groupId, string? parentGroupId, int position, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db =>
            {
                // One at a time: two moves could put each of two pages below the other.
                await AddressCheck.TakeTurnAsync(db, cancellationToken);
                var kind = await db.QuerySingleOrDefaultAsync<string>(
                    "select kind from content_groups where id = @groupId", new { groupId }, cancellationToken);
                if (kind is null || kinds.Find(kind) is not { } found || !(found.IsTree || (found.IsOrdered && parentGroupId is null)))
                    return text["This page has no place in a tree."].Value;
                var places = await db.QueryAsync<Place>(
                    "select id, parent_group_id, position from content_groups where kind = @kind order by position, id", new { kind },
                    cancellationToken);
                if (parentGroupId is not null && places.All(x => x.Id != parentGroupId))
                    return text["The page above it is not there any more. Choose another."].Value;
                if (IsBelow(places, parentGroupId, groupId))
                    return text["A page cannot stand below itself."].Value;
                var sisters = places.Where(x => x.ParentGroupId == parentGroupId && x.Id != groupId).Select(x => x.Id).ToList();
                sisters.Insert(Math.Clamp(position, 0, sisters.Count), groupId);
                for (var i = 0; i < sisters.Count; i++)
                {
                    await db.ExecuteAsync(
                        """
                        update content_groups set parent_group_id = @parentGroupId, position = @place
                        where id = @id and (position <> @place or id = @groupId)
                        """,
                        new { id = sisters[i], parentGroupId, place = i + 1, groupId }, cancellationToken);
                }

                await stamp.GrowAsync(db, cancellationToken);
                return null;
            },
            x => x is null, cancellationToken);

    private static bool IsBelow(IReadOnlyList<Place> places, string? from, string groupId)
    {
        var parents = places.ToDictionary(x => x.Id, x => x.ParentGroupId, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var at = from; at is not null && seen.Add(at); at = parents.GetValueOrDefault(at))
        {
            if (at == groupId)
                return true;
        }

        return false;
    }

    private sealed record Place(string Id, string? ParentGroupId, int Position);
}

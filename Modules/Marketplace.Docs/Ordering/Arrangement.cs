namespace Marketplace.Docs.Ordering;

/// <summary>A stored place.</summary>
internal sealed record GroupRow(string Id, string? ParentGroupId, int Position);

/// <summary>The rules of moving, on what is stored.</summary>
internal static class Arrangement
{
    /// <summary>Which changes as soon as any page stands elsewhere.</summary>
    public static string VersionOf(IEnumerable<GroupRow> rows) =>
        RecordVersion.Of(rows.OrderBy(x => x.Id, StringComparer.Ordinal).Select(x => (x.Id, x.ParentGroupId, x.Position)).ToArray());

    /// <summary>Parents before children. Whatever stands below a page that is not there, or in a circle, stands at the top.</summary>
    public static IReadOnlyList<(GroupRow Row, int Depth)> InOrder(IReadOnlyCollection<GroupRow> rows)
    {
        var known = rows.Select(x => x.Id).ToHashSet(StringComparer.Ordinal);
        var below = rows.Where(x => x.ParentGroupId is not null && known.Contains(x.ParentGroupId))
            .ToLookup(x => x.ParentGroupId!, StringComparer.Ordinal);
        var ordered = new List<(GroupRow, int)>(rows.Count);
        var seen = new HashSet<string>(StringComparer.Ordinal);

        void Add(GroupRow row, int depth)
        {
            if (!seen.Add(row.Id))
                return;
            ordered.Add((row, depth));
            foreach (var child in Sisters(below[row.Id]))
                Add(child, depth + 1);
        }

        foreach (var row in Sisters(rows.Where(x => x.ParentGroupId is null || !known.Contains(x.ParentGroupId))))
            Add(row, 0);
        foreach (var row in Sisters(rows.Where(x => !seen.Contains(x.Id)).ToList()))
            Add(row, 0);
        return ordered;
    }

    /// <returns>The rows that change, with their new places; null where it would stand below itself.</returns>
    public static IReadOnlyList<GroupRow>? Move(IReadOnlyCollection<GroupRow> rows, string id, string? parent, int place)
    {
        if (IsAtOrBelow(rows, parent, id))
            return null;
        var sisters = Sisters(rows.Where(x => x.ParentGroupId == parent && x.Id != id)).ToList();
        sisters.Insert(Math.Clamp(place, 0, sisters.Count), rows.Single(x => x.Id == id) with { ParentGroupId = parent });
        var before = rows.ToDictionary(x => x.Id, StringComparer.Ordinal);
        return [.. sisters.Select((x, i) => x with { Position = i + 1 }).Where(x => x != before[x.Id])];
    }

    private static bool IsAtOrBelow(IReadOnlyCollection<GroupRow> rows, string? id, string top)
    {
        var parents = rows.ToDictionary(x => x.Id, x => x.ParentGroupId, StringComparer.Ordinal);
        for (var steps = 0; id is not null && steps <= rows.Count; steps++)
        {
            if (id == top)
                return true;
            id = parents.GetValueOrDefault(id);
        }

        return false;
    }

    private static IEnumerable<GroupRow> Sisters(IEnumerable<GroupRow> rows) =>
        rows.OrderBy(x => x.Position).ThenBy(x => x.Id, StringComparer.Ordinal);
}

using Marketplace.Content.Items;

namespace Marketplace.Content.Exchange;

/// <summary>Pages that stand below themselves: no reader would find them, and no tree could show them.</summary>
internal static class ParentCircles
{
    /// <param name="parents">Of every node; null at the top.</param>
    /// <returns>Each circle once, as what stands in it.</returns>
    public static List<HashSet<string>> In(IReadOnlyDictionary<string, string?> parents)
    {
        var circles = new List<HashSet<string>>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var start in parents.Keys)
        {
            var way = new List<string>();
            var at = start;
            while (at is not null && seen.Add(at))
            {
                way.Add(at);
                at = parents.GetValueOrDefault(at);
            }

            // Where it leads back to something on this very way, and not to what was walked before.
            if (at is not null && way.IndexOf(at) is >= 0 and var from)
                circles.Add(way[from..].ToHashSet(StringComparer.Ordinal));
        }

        return circles;
    }

    /// <summary>How a text of the plan is called among the nodes: as the group that it is here, or by what its languages share.</summary>
    public static string NodeOf(ExchangePage page, IReadOnlyDictionary<(string Kind, string Key), string> groups) =>
        groups.GetValueOrDefault((page.Kind, page.Key)) ?? $"{page.Kind} {page.Key}";

    /// <summary>The tree as it would be with everything in the plan.</summary>
    public static Dictionary<string, string?> ParentsOf(
        IReadOnlyList<ExchangePage> pages, IReadOnlyList<ContentItem> here, IReadOnlyDictionary<(string Kind, string Key), string> groups,
        string ownLanguage)
    {
        var parents = new Dictionary<string, string?>(StringComparer.Ordinal);
        var nodes = new Dictionary<(string Kind, string Address), string>();
        foreach (var item in here)
        {
            parents[item.GroupId] = item.ParentGroupId;
            nodes.TryAdd((item.Kind, item.Address!), item.GroupId);
        }

        foreach (var page in pages)
            nodes.TryAdd((page.Kind, page.Address), NodeOf(page, groups));
        var places = PlacesOf(pages, ownLanguage);
        foreach (var page in pages)
        {
            var parent = places[(page.Kind, page.Key)].Parent;
            parents[NodeOf(page, groups)] = parent is null ? null : nodes.GetValueOrDefault((page.Kind, parent));
        }

        return parents;
    }

    /// <summary>A text has one place, whatever its languages say: its own language's, or the first one's.</summary>
    public static Dictionary<(string Kind, string Key), (string? Parent, int? Position)> PlacesOf(
        IEnumerable<ExchangePage> pages, string ownLanguage) =>
        pages.GroupBy(x => (x.Kind, x.Key)).ToDictionary(
            x => x.Key,
            x => x.OrderByDescending(y => y.Language == ownLanguage).Select(y => (y.Parent, y.Position)).First());
}

namespace Marketplace.Architecture.Tests.Rooms;

/// <summary>
/// Circles between the rooms of one folder: its folders, and each file that stands directly in it, which counts as a room of its own. Files
/// of one folder may know each other; a circle is one that a folder takes part in.
/// </summary>
internal static class Circles
{
    /// <returns>One line for each circle, with an example for each step.</returns>
    public static IEnumerable<string> In(IReadOnlyCollection<Knows> graph)
    {
        foreach (var folder in graph.SelectMany(x => Folders(x.From)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var steps = (from knows in graph
                         where knows.From.StartsWith(folder, StringComparison.Ordinal)
                             && knows.To.StartsWith(folder, StringComparison.Ordinal)
                         let step = new Knows(
                             RoomOf(knows.From, folder), RoomOf(knows.To, folder), $"{knows.Type} in {Path.GetFileName(knows.From)}")
                         where step.From != step.To
                         group step by (step.From, step.To)).ToDictionary(
                             x => x.Key, x => x.Select(y => y.Type).Order(StringComparer.Ordinal).ToList());
            foreach (var circle in Components(steps.Keys).Where(x => x.Count > 1 && x.Any(y => y.EndsWith('/'))))
            {
                var inside = steps.Where(x => circle.Contains(x.Key.From) && circle.Contains(x.Key.To)).OrderBy(x => x.Value.Count)
                    .ThenBy(x => x.Key);
                yield return $"{folder}{{{string.Join(", ", circle.Order(StringComparer.Ordinal))}}}:\n"
                    + string.Join(
                        '\n',
                        inside.Select(x => $"      {x.Key.From} → {x.Key.To} ({x.Value.Count}: {string.Join(", ", x.Value.Take(6))})"));
            }
        }
    }

    private static IEnumerable<string> Folders(string path)
    {
        yield return "";
        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = path.IndexOf('/', slash + 1))
            yield return path[..(slash + 1)];
    }

    private static string RoomOf(string path, string folder)
    {
        var rest = path[folder.Length..];
        return rest.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? rest[..(slash + 1)] : rest;
    }

    /// <summary>What reaches one another (Tarjan).</summary>
    private static List<HashSet<string>> Components(IEnumerable<(string From, string To)> steps)
    {
        var next = steps.ToLookup(x => x.From, x => x.To, StringComparer.Ordinal);
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        var low = new Dictionary<string, int>(StringComparer.Ordinal);
        var stack = new List<string>();
        var found = new List<HashSet<string>>();

        void Visit(string node)
        {
            index[node] = low[node] = index.Count;
            stack.Add(node);
            foreach (var other in next[node])
            {
                if (!index.ContainsKey(other))
                    Visit(other);
                if (stack.Contains(other))
                    low[node] = Math.Min(low[node], low[other]);
            }

            if (low[node] != index[node])
                return;
            var start = stack.IndexOf(node);
            found.Add([.. stack.Skip(start)]);
            stack.RemoveRange(start, stack.Count - start);
        }

        foreach (var node in next.Select(x => x.Key))
        {
            if (!index.ContainsKey(node))
                Visit(node);
        }

        return found;
    }
}

using Marketplace.Abstractions;

namespace Marketplace.Hosting.Modules;

/// <summary>Orders features so that dependencies come first.</summary>
internal static class FeatureGraph
{
    /// <exception cref="StartupException">A dependency is missing or circular; the message names it.</exception>
    public static IReadOnlyList<FeatureDescriptor> Sort(IReadOnlyDictionary<string, FeatureDescriptor> features)
    {
        var sorted = new List<FeatureDescriptor>(features.Count);
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var feature in features.Values.OrderBy(x => x.Id, StringComparer.Ordinal))
            Visit(feature, features, done, sorted, []);
        return sorted;
    }

    private static void Visit(
        FeatureDescriptor feature, IReadOnlyDictionary<string, FeatureDescriptor> features, HashSet<string> done,
        List<FeatureDescriptor> sorted, List<string> path)
    {
        if (done.Contains(feature.Id))
            return;
        var start = path.IndexOf(feature.Id);
        path.Add(feature.Id);
        if (start >= 0)
            throw new StartupException(
                $"Modules depend on each other in a circle, {string.Join(" → ", path.Skip(start))}: remove one of these dependencies from "
                + "its manifest.");
        foreach (var id in feature.Dependencies.Order(StringComparer.Ordinal))
        {
            var dependency = features.GetValueOrDefault(id)
                ?? throw new StartupException(
                    $"The module '{feature.Id}' depends on '{id}', which no module here provides: add that module, or remove the "
                    + $"dependency from the manifest of '{feature.Id}'.");
            Visit(dependency, features, done, sorted, path);
        }

        path.RemoveAt(path.Count - 1);
        done.Add(feature.Id);
        sorted.Add(feature);
    }
}

namespace Marketplace.Tenants.Features;

/// <summary>What a switch would do: the feature itself, and what comes along with it.</summary>
/// <param name="Others">Dependencies to be enabled, or dependents to be disabled; sorted by name.</param>
internal sealed record FeaturePlan(FeatureInfo Feature, bool Enable, IReadOnlyList<FeatureInfo> Others)
{
    /// <summary>Names this plan, so that what was shown can be compared with what is done.</summary>
    public string Agreement => string.Join(',', Others.Select(x => x.Id));

    /// <returns>Null when there is no such feature, it is in that state already, or may not be switched.</returns>
    public static FeaturePlan? Find(IReadOnlyList<FeatureInfo> features, string id, bool enable)
    {
        var byId = features.ToDictionary(x => x.Id, StringComparer.Ordinal);
        if (!byId.TryGetValue(id, out var feature) || feature.IsEnabled == enable || !(enable ? feature.CanEnable : feature.CanDisable))
            return null;
        var others = enable
            ? Dependencies(feature, byId).Where(x => !x.IsEnabled)
            : feature.Dependents.Select(x => byId.GetValueOrDefault(x)).OfType<FeatureInfo>().Where(x => x.IsEnabled);
        return new(feature, enable, [.. others.OrderBy(x => x.Name, StringComparer.CurrentCulture)]);
    }

    private static HashSet<FeatureInfo> Dependencies(FeatureInfo feature, Dictionary<string, FeatureInfo> byId)
    {
        var found = new HashSet<FeatureInfo>();
        var waiting = new Queue<string>(feature.Dependencies);
        while (waiting.TryDequeue(out var id))
        {
            if (!byId.TryGetValue(id, out var dependency) || dependency == feature || !found.Add(dependency))
                continue;
            foreach (var next in dependency.Dependencies)
                waiting.Enqueue(next);
        }

        return found;
    }
}

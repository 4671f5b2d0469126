using System.Reflection;
using Marketplace.Abstractions;

namespace Marketplace.Hosting.Modules;

/// <summary>Every feature of the host, in dependency order. Made once at the start.</summary>
internal sealed class ModuleCatalogue
{
    private readonly Dictionary<string, FeatureDescriptor> _byId;
    private readonly Dictionary<string, string> _presentIds;
    private readonly Dictionary<string, int> _position;
    private readonly Dictionary<Assembly, string> _moduleOf;

    /// <exception cref="StartupException">Two features share an id, or a dependency is missing or circular.</exception>
    public ModuleCatalogue(IReadOnlyCollection<FeatureDescriptor> features)
    {
        _presentIds = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (id, present) in features.Select(x => (x.Id, x.Id))
            .Concat(features.SelectMany(x => x.FormerIds.Select(y => (y, x.Id)))))
            _presentIds.TryAdd(id, present);
        _byId = new Dictionary<string, FeatureDescriptor>(StringComparer.Ordinal);
        foreach (var feature in features.Select(x => x with { Dependencies = [.. x.Dependencies.Select(PresentId)] }))
        {
            if (!_byId.TryAdd(feature.Id, feature) || PresentId(feature.Id) != feature.Id)
                throw new StartupException(
                    $"Two modules, {_byId[PresentId(feature.Id)].Assembly.GetName().Name} and {feature.Assembly.GetName().Name}, both "
                    + $"provide the feature '{feature.Id}': remove one of them.");
        }

        Features = FeatureGraph.Sort(_byId);
        _position = Features.Select((feature, index) => (feature.Id, index)).ToDictionary(x => x.Id, x => x.index, StringComparer.Ordinal);
        _moduleOf = features.DistinctBy(x => x.Assembly).ToDictionary(x => x.Assembly, x => x.ModuleId);
    }

    /// <summary>Dependencies come before what needs them.</summary>
    public IReadOnlyList<FeatureDescriptor> Features { get; }

    /// <summary>The ids of the features that were a part of another one before.</summary>
    public IReadOnlyList<string> Splits => [.. Features.Where(x => x.SplitFrom is not null).Select(x => x.Id)];

    public FeatureDescriptor? Find(string id) => _byId.GetValueOrDefault(PresentId(id));

    /// <summary>
    /// The canonical form of a feature's id: as its module spells it now, given one that it has or had, whatever the case of its letters.
    /// </summary>
    public string PresentId(string id) => _presentIds.GetValueOrDefault(id, id);

    /// <summary>The module whose assembly holds the type.</summary>
    public string FeatureOf(Type type) =>
        FeatureDescriptor.FeatureOf(type, _moduleOf.GetValueOrDefault(type.Assembly) ?? type.Assembly.GetName().Name!);

    /// <summary>
    /// The features with all they depend on, in order. Unknown ids are left out: their module may have been removed since.
    /// </summary>
    public IReadOnlyList<FeatureDescriptor> WithDependencies(IEnumerable<string> ids)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var queue = new Queue<string>(ids.Select(PresentId));
        while (queue.TryDequeue(out var id))
        {
            if (_byId.TryGetValue(id, out var feature) && found.Add(id))
            {
                foreach (var dependency in feature.Dependencies)
                    queue.Enqueue(dependency);
            }
        }

        return [.. found.OrderBy(x => _position[x]).Select(x => _byId[x])];
    }

    /// <summary>
    /// The features of <paramref name="enabled"/> that need one of <paramref name="ids"/>, directly or not, and those themselves.
    /// </summary>
    public IReadOnlySet<string> WithDependents(IEnumerable<string> ids, IEnumerable<string> enabled)
    {
        var result = ids.ToHashSet(StringComparer.Ordinal);
        foreach (var feature in enabled.Where(_position.ContainsKey).OrderBy(x => _position[x]).Select(x => _byId[x]))
        {
            if (feature.Dependencies.Any(result.Contains))
                result.Add(feature.Id);
        }

        return result;
    }
}

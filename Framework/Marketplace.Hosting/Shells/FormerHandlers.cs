using Marketplace.Data;
using Marketplace.Hosting.Modules;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Marketplace.Hosting.Shells;

/// <summary>
/// The event handlers of features that a tenant had on and has switched off. Its database remembers them from when they were on; this finds
/// those of databases that were made before it did, and those that came with a newer version meanwhile. A feature was on where one of its
/// migrations ran, where one of its handlers is remembered, and where the feature that it was a part of was on.
/// </summary>
internal sealed class FormerHandlers
{
    private readonly ModuleCatalogue _catalogue;
    private readonly Lazy<IReadOnlyList<FeatureStartup>> _all;

    public FormerHandlers(FeatureStartups startups, ModuleCatalogue catalogue, IServiceProvider host, ILogger<FormerHandlers> logger)
    {
        _catalogue = catalogue;
        _all = new Lazy<IReadOnlyList<FeatureStartup>>(() => ConfigureAll(startups, catalogue, host, logger));
    }

    /// <param name="on">Ids of the features that are on.</param>
    /// <param name="migrations">Stored names of the migrations that ran.</param>
    public IEnumerable<KnownHandler> Find(IReadOnlySet<string> on, IReadOnlySet<string> migrations, IReadOnlyList<KnownHandler> known)
    {
        var had = known.SelectMany(x => x.Features.Split(',')).Select(_catalogue.PresentId).ToHashSet(StringComparer.Ordinal);
        had.UnionWith(
            _all.Value.SelectMany(x => x.Migrations).Where(x => migrations.Contains(Abstractions.StoredNames.Of(x)))
                .Select(_catalogue.FeatureOf));
        had.UnionWith(
            _catalogue.Features.Where(x => x.SplitFrom is { } whole && had.Contains(_catalogue.PresentId(whole))).Select(x => x.Id)
                .ToList());
        return _all.Value.Where(x => x.Needs.All(y => on.Contains(y) || had.Contains(y))).SelectMany(x => x.Handlers);
    }

    /// <summary>Only registers services, in a collection that nothing is made of.</summary>
    private static IReadOnlyList<FeatureStartup> ConfigureAll(
        FeatureStartups startups, ModuleCatalogue catalogue, IServiceProvider host, ILogger logger)
    {
        var services = new ServiceCollection();
        ShellServices.Add(services, host, catalogue.Features);
        var all = startups.Create(catalogue.Features);
        foreach (var startup in all)
        {
            try
            {
                startup.ConfigureServices(services);
            }
            catch (Exception e)
            {
                logger.LogWarning(e, "{Startup} could not be asked for its event handlers", startup.Startup.GetType());
            }
        }

        return all;
    }
}

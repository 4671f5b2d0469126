using Marketplace.Abstractions;
using Marketplace.Data;
using Marketplace.Hosting.Modules;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Hosting.Shells;

/// <summary>
/// A startup with the features that must all be on for it to run, and what it registers that tenants' databases remember.
/// </summary>
internal sealed class FeatureStartup(StartupBase startup, IReadOnlyList<string> needs)
{
    public StartupBase Startup => startup;

    public IReadOnlyList<string> Needs => needs;

    public IReadOnlyList<KnownHandler> Handlers { get; private set; } = [];

    public IReadOnlyList<Type> Migrations { get; private set; } = [];

    public void ConfigureServices(IServiceCollection services)
    {
        var before = Instances(services).ToHashSet(ReferenceEqualityComparer.Instance);
        startup.ConfigureServices(services);
        var added = Instances(services).Where(x => !before.Contains(x)).ToList();
        Handlers = [.. added.OfType<EventHandlerRegistration>().Select(x => KnownHandler.From(x, needs))];
        Migrations = [.. added.OfType<DataMigrationRegistration>().Select(x => x.MigrationType)];
    }

    private static IEnumerable<object> Instances(IServiceCollection services) =>
        services.Where(x => !x.IsKeyedService).Select(x => x.ImplementationInstance).OfType<object>();
}

/// <summary>Makes the startups of a set of features, in their order.</summary>
internal sealed class FeatureStartups(ModuleCatalogue catalogue)
{
    public IReadOnlyList<FeatureStartup> Create(IReadOnlyList<FeatureDescriptor> features)
    {
        var enabled = features.Select(x => x.Id).ToHashSet(StringComparer.Ordinal);
        return [.. features
            .SelectMany(feature => feature.Startups.Select(x => (Type: x, Needs: NeedsOf(feature, x))))
            .Where(x => x.Needs.All(enabled.Contains))
            .Select(x => new FeatureStartup((StartupBase)Activator.CreateInstance(x.Type)!, x.Needs))
            .OrderBy(x => x.Startup.Order)];
    }

    private string[] NeedsOf(FeatureDescriptor feature, Type startup) =>
        Attribute.GetCustomAttribute(startup, typeof(RequireFeaturesAttribute)) is RequireFeaturesAttribute required
            ? [.. required.FeatureIds.Select(catalogue.PresentId).Prepend(feature.Id).Distinct(StringComparer.Ordinal)]
            : [feature.Id];
}

using System.Collections.Concurrent;
using Marketplace.Hosting.Modules;
using Marketplace.Hosting.Pipeline;
using Marketplace.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Hosting.Shells;

/// <summary>Makes one blueprint per set of features and keeps those in use.</summary>
internal sealed class BlueprintFactory(IServiceProvider host, FeatureStartups featureStartups)
{
    private readonly ConcurrentDictionary<string, Lazy<Blueprint>> _blueprints = new(StringComparer.Ordinal);

    public Blueprint Get(IReadOnlyList<FeatureDescriptor> features)
    {
        var key = string.Join('|', features.Select(x => x.Id));
        var lazy = _blueprints.GetOrAdd(key, _ => new Lazy<Blueprint>(() => Build(features)));
        try
        {
            return lazy.Value;
        }
        catch
        {
            // A startup that threw may succeed later; a Lazy would repeat its exception for ever.
            _blueprints.TryRemove(new KeyValuePair<string, Lazy<Blueprint>>(key, lazy));
            throw;
        }
    }

    /// <summary>Drops the blueprints that no shell uses.</summary>
    public void Trim()
    {
        foreach (var (key, lazy) in _blueprints)
        {
            if (lazy is { IsValueCreated: true, Value.Shells: 0 })
                _blueprints.TryRemove(new KeyValuePair<string, Lazy<Blueprint>>(key, lazy));
        }
    }

    /// <summary>The literal first segments of all addresses that these features answer. Nothing of it is kept.</summary>
    /// <exception cref="Exception">A startup failed.</exception>
    public IReadOnlyCollection<string> FirstSegments(IReadOnlyList<FeatureDescriptor> features) =>
    [
        .. Build(features).SharedServices.GetServices<EndpointDataSource>().SelectMany(x => x.Endpoints).OfType<RouteEndpoint>()
            .Select(x => x.RoutePattern.PathSegments is [{ Parts: [RoutePatternLiteralPart literal] }, ..] ? literal.Content : null)
            .OfType<string>(),
    ];

    private Blueprint Build(IReadOnlyList<FeatureDescriptor> features)
    {
        var startups = featureStartups.Create(features);
        var services = new ServiceCollection();
        ShellServices.Add(services, host, features);
        foreach (var startup in startups)
            startup.ConfigureServices(services);

        var shared = SharedServices.BuildShared(services);
        var app = new ApplicationBuilder(shared);
        ShellPipeline.Begin(app);
        app.UseRouting();
        ShellPipeline.Authorize(app);
        var routes = new RouteCollector(app, shared);
        foreach (var startup in startups)
            startup.Startup.Configure(app, routes, shared);
        app.UseEndpoints(endpoints =>
        {
            endpoints.MapRazorPages();
            endpoints.MapMarketplaceUi();
            foreach (var source in routes.DataSources)
                endpoints.DataSources.Add(source);
        });
        return new Blueprint
        {
            Features = features,
            Handlers = [.. startups.SelectMany(x => x.Handlers)],
            Pipeline = app.Build(),
            SharedServices = shared,
            TenantServices = SharedServices.ForTenants(services, shared),
        };
    }

    /// <summary>Lets startups map endpoints beside adding middleware; the endpoints are added at the pipeline's end.</summary>
    private sealed class RouteCollector(IApplicationBuilder app, IServiceProvider services) : IEndpointRouteBuilder
    {
        public IServiceProvider ServiceProvider => services;

        public ICollection<EndpointDataSource> DataSources { get; } = [];

        public IApplicationBuilder CreateApplicationBuilder() => app.New();
    }
}

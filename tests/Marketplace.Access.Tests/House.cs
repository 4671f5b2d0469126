using Marketplace.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

[assembly: Xunit.AssemblyFixture(typeof(Marketplace.Access.Tests.House))]

namespace Marketplace.Access.Tests;

/// <summary>The whole product, with every way into its first tenant, and somebody of each kind to try them.</summary>
public sealed class House : IAsyncLifetime
{
    private readonly Dictionary<Caller, Visitor> _visitors = [];
    private MarketplaceApp? _app;
    private IReadOnlyList<string>? _links;

    public MarketplaceApp App => _app ?? throw new InvalidOperationException("The site has not started.");

    internal IReadOnlyList<Door> Doors { get; private set; } = [];

    public Visitor As(Caller caller) => _visitors[caller];

    /// <returns>Of the page at the address, an exact one before one with parameters; null where there is none.</returns>
    internal string? PatternOf(string path) => Doors.Where(x => x is { IsPage: true, Method: "GET" })
        .Select(x => "/" + x.Pattern.TrimStart('/'))
        .Where(x => Fits(x.Split('/'), path.Split('/')))
        .OrderBy(x => x.Count(y => y == '{'))
        .FirstOrDefault();

    private static bool Fits(string[] pattern, string[] path) =>
        pattern.Length == path.Length
            && pattern.Zip(path).All(x => x.First.StartsWith('{') || string.Equals(x.First, x.Second, StringComparison.OrdinalIgnoreCase));

    public async ValueTask InitializeAsync()
    {
        _app = await MarketplaceApp.StartAsync();
        await EnableAllAsync();
        foreach (var caller in Enum.GetValues<Caller>())
        {
            _visitors[caller] = App.NewVisitor();
            if (caller != Caller.Anonymous)
                await _visitors[caller].SignInAsync(
                    caller == Caller.Administrator ? "admin@example.com" : $"{caller.ToString().ToLowerInvariant()}@example.com");
        }

        // A visit starts the tenant if nothing has.
        using var first = await As(Caller.Anonymous).GetAsync("/");
        var known = new Dictionary<string, string>(StringComparer.Ordinal) { ["category"] = "compute", ["statusCode"] = "404" };
        Doors = await App.InTenantAsync("mycelium", services => Task.FromResult<IReadOnlyList<Door>>(
            [.. services.GetServices<EndpointDataSource>().SelectMany(x => x.Endpoints).OfType<RouteEndpoint>()
                // What no address leads to is no way in.
                .Where(x => x.Metadata.GetMetadata<ISuppressMatchingMetadata>() is not { SuppressMatching: true })
                .SelectMany(x => Door.Of(x, known)).Distinct()]));
    }

    /// <summary>The addresses inside the site that the administrator's pages link to.</summary>
    internal async Task<IReadOnlyList<string>> LinksAsync()
    {
        if (_links is not null)
            return _links;
        var links = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var door in Doors.Where(x => x is { IsSafe: true, IsPage: true } && !x.Pattern.Contains('{', StringComparison.Ordinal)))
        {
            using var answer = await As(Caller.Administrator).GetAsync(door.Path);
            foreach (var link in (await Visitor.ReadPageAsync(answer)).Links.Select(x => x.GetAttribute("href")))
            {
                if (link?.StartsWith('/') == true)
                    links.Add(link.Split('?', '#')[0]);
            }
        }

        return _links = [.. links];
    }

    /// <summary>Every feature that this tenant may have.</summary>
    private Task EnableAllAsync() =>
        App.InTenantAsync("mycelium", async services =>
        {
            var administration = services.GetRequiredService<ITenantAdministration>();
            var all = administration.ListFeatures().Where(x => x is { CanEnable: true, IsEnabled: false, IsTheme: false }).Select(x => x.Id)
                .ToList();
            var result = await administration.ChangeFeaturesAsync(all, [], CancellationToken.None);
            Assert.True(result.Succeeded, result.Error);
        });

    public async ValueTask DisposeAsync()
    {
        foreach (var visitor in _visitors.Values)
            visitor.Dispose();
        await App.DisposeAsync();
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using Marketplace.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Marketplace.Benchmarks.Hosts;

/// <summary>The real host on SQLite with many tenants of the sample recipe, each at a path prefix of its own.</summary>
internal sealed class ManyTenants : IAsyncDisposable
{
    private const string Recipe = "bench";

    private readonly WebApplication _app;

    private ManyTenants(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Directory = app.Services.GetRequiredService<ITenantDirectory>();
    }

    public Uri Address { get; }

    public ITenantDirectory Directory { get; }

    public static string NameOf(int tenant) => string.Create(CultureInfo.InvariantCulture, $"t{tenant:000}");

    /// <summary>A data folder with the samples and a recipe that has every feature of the sample shop.</summary>
    public static void Prepare(string appData)
    {
        foreach (var file in System.IO.Directory.EnumerateFiles(SourceFolders.Sample, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(appData, Path.GetRelativePath(SourceFolders.Sample, file));
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        var recipe = JsonNode.Parse(File.ReadAllText(Path.Combine(appData, "recipes", "mycelium.json")))!;
        recipe["name"] = Recipe;
        recipe["steps"]!.AsArray().Add(JsonNode.Parse("""{"name":"feature","enable":["Marketplace.Benchmarks"]}"""));
        File.WriteAllText(Path.Combine(appData, "recipes", Recipe + ".json"), recipe.ToJsonString());
    }

    public static async Task<ManyTenants> StartAsync(string appData)
    {
        var app = await MarketplaceHost.BuildAsync(
            ["--environment", "Production", "--applicationName", "Marketplace.Web", "--contentRoot", SourceFolders.Web, "--urls",
                "http://127.0.0.1:0", "--Marketplace:AppData", appData, "--Logging:LogLevel:Default", "Error"],
            builder => builder.Logging.ClearProviders());
        await app.StartAsync();
        return new ManyTenants(app);
    }

    public async Task CreateAsync(int tenant)
    {
        var name = NameOf(tenant);
        var result = await Directory.CreateAsync(
            new TenantCreation(name, "Shop " + name, Recipe, tenant == 0 ? "" : "/" + name, [], Database: null, Administrator: null),
            CancellationToken.None);
        if (!result.Succeeded)
            throw new InvalidOperationException(result.Error);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}

using System.Runtime.Loader;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.SampleModule.Tests;

/// <summary>The sample module's file, as its author would hand it over.</summary>
internal static class Greetings
{
    public const string Id = "Acme.Greetings";

    /// <summary>The folder of the module, its tests and its recipe.</summary>
    public static readonly string Folder = Path.GetFullPath(Path.Combine(MarketplaceApp.ContentRoot(), "..", "tests", "SampleModule"));

    public static readonly string File = FindFile();

    public static StartupBase NewStartup() =>
        (StartupBase)Activator.CreateInstance(
            AssemblyLoadContext.Default.LoadFromAssemblyPath(File).GetType("Acme.Greetings.Startup", throwOnError: true)!)!;

    /// <summary>The host with the module listed, and not yet switched on.</summary>
    public static Task<MarketplaceApp> StartAsync(DatabaseKind kind, string? file = null) =>
        MarketplaceApp.StartAsync(new MarketplaceAppOptions
        {
            Kind = kind,
            Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Marketplace:Modules:0"] = file ?? File },
        });

    /// <param name="tenant">A sample tenant's name.</param>
    public static Task SwitchAsync(this MarketplaceApp app, string tenant, bool on) =>
        app.InTenantAsync(tenant, async services =>
        {
            string[] feature = [Id];
            var administration = services.GetRequiredService<ITenantAdministration>();
            var result = await administration.ChangeFeaturesAsync(on ? feature : [], on ? [] : feature, default);
            Assert.Null(result.Error);
        });

    private static string FindFile()
    {
        // …/tests/<this project>/bin/<configuration>/<framework>/
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(Folder, Id, "bin", output.Parent!.Name, output.Name, Id + ".dll");
    }
}

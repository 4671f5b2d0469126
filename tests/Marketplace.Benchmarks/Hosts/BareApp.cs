using System.Security.Claims;
using Marketplace.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Marketplace.Benchmarks.Hosts;

/// <summary>
/// The baseline: the same page with the same layout in an application as <c>dotnet new webapp</c> makes it, with nothing of the host.
/// </summary>
internal sealed class BareApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private BareApp(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public Uri Address { get; }

    /// <param name="menu">What the tenant's menus show, so that both pages are the same.</param>
    public static async Task<BareApp> StartAsync(ITenant tenant, IReadOnlyDictionary<string, IReadOnlyList<MenuItem>> menu)
    {
        var builder = WebApplication.CreateBuilder(
            ["--environment", "Production", "--applicationName", "Marketplace.Web", "--contentRoot", SourceFolders.Web, "--urls",
                "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddTexts(new TextCatalogue([typeof(Frames).Assembly]));
        builder.Services.AddMarketplaceUi();
        builder.Services.AddSingleton(tenant);
        builder.Services.AddSingleton<INavigation>(new FixedNavigation(menu));
        builder.Services.AddRazorPages().AddViewLocalization().ConfigureApplicationPartManager(UseOnlyThePage);
        var app = builder.Build();
        app.UseExceptionHandler("/Error");
        app.UseRouting();
        app.UseAuthorization();
        app.MapRazorPages();
        await app.StartAsync();
        return new BareApp(app);
    }

    private static void UseOnlyThePage(ApplicationPartManager parts)
    {
        parts.ApplicationParts.Clear();
        foreach (var assembly in (System.Reflection.Assembly[])[
            typeof(BareApp).Assembly, typeof(Frames).Assembly, System.Reflection.Assembly.Load("Marketplace.Themes.Canopy")])
        {
            parts.ApplicationParts.Add(new AssemblyPart(assembly));
            parts.ApplicationParts.Add(new CompiledRazorAssemblyPart(assembly));
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private sealed class FixedNavigation(IReadOnlyDictionary<string, IReadOnlyList<MenuItem>> menus) : INavigation
    {
        public ValueTask<IReadOnlyList<MenuItem>> GetMenuAsync(string menu, ClaimsPrincipal user) =>
            ValueTask.FromResult(menus.GetValueOrDefault(menu) ?? []);
    }
}

using Marketplace.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Marketplace.Testing;

/// <summary>
/// The real host, in this process, on a free port of the loopback address, with the sample tenants <c>mycelium</c> (at <c>/</c>) and
/// <c>fiatdashboard</c> (at <c>/fiatdashboard</c>) on a database of its own.
/// </summary>
public sealed class MarketplaceApp : IAsyncDisposable
{
    public const string Password = "Marketplace#2026";

    private readonly WebApplication _app;
    private readonly string _appData;
    private readonly bool _ownsAppData;

    private MarketplaceApp(WebApplication app, string appData, bool ownsAppData, TestLog log)
    {
        _app = app;
        _appData = appData;
        _ownsAppData = ownsAppData;
        Log = log;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public Uri Address { get; }

    /// <summary>The data folder; keep it by passing it to another start.</summary>
    public string AppData => _appData;

    public TestLog Log { get; }

    /// <summary>The host's own services.</summary>
    public IServiceProvider Services => _app.Services;

    public ITenantDirectory Tenants => Services.GetRequiredService<ITenantDirectory>();

    /// <param name="options">Null: SQLite in a new folder, as Development.</param>
    public static async Task<MarketplaceApp> StartAsync(MarketplaceAppOptions? options = null)
    {
        options ??= new MarketplaceAppOptions();
        var owns = options.AppData is null;
        // The host makes the folder itself, from the samples, or goes on with what an earlier one made.
        var folder = options.AppData ?? Path.Combine(Path.GetTempPath(), "marketplace-app-" + Guid.NewGuid().ToString("N"));
        var database = FirstStarts.Fits(options)
            ? await FirstStarts.CopyAsync(options.Kind, folder)
            : options.Database
                ?? (options.Kind == DatabaseKind.Postgres ? await PostgresCluster.CreateDatabaseAsync() + ";Pooling=true" : "");
        var log = new TestLog();
        string[] args =
        [
            "--environment", options.Environment,
            "--applicationName", "Marketplace.Web",
            "--contentRoot", ContentRoot(),
            "--urls", "http://127.0.0.1:0",
            "--Marketplace:AppData", folder,
            "--Marketplace:Database", database,
            "--Marketplace:PasswordIterations", "1",
            "--Marketplace:RateLimits:SignIn", "1000",
            "--Marketplace:RateLimits:Money", "1000",
            .. options.Settings.SelectMany(x => new[] { "--" + x.Key, x.Value }),
        ];
        var app = await MarketplaceHost.BuildAsync(args, builder =>
        {
            builder.Logging.ClearProviders();
            builder.Logging.AddProvider(log);
            options.Configure?.Invoke(builder);
        });
        await app.StartAsync();
        return new MarketplaceApp(app, folder, owns, log);
    }

    /// <summary>Runs in a scope of the tenant's shell, as its own code does.</summary>
    public async Task<T> InTenantAsync<T>(string tenant, Func<IServiceProvider, Task<T>> work)
    {
        T result = default!;
        if (!await Tenants.RunInTenantAsync(
            tenant, activate: true, async (services, _) => result = await work(services), CancellationToken.None))
            throw new InvalidOperationException($"The tenant {tenant} does not run.");
        return result;
    }

    public Task InTenantAsync(string tenant, Func<IServiceProvider, Task> work) =>
        InTenantAsync(tenant, async services =>
        {
            await work(services);
            return true;
        });

    /// <summary>Somebody with cookies of their own, not signed in.</summary>
    /// <param name="prefix">Where their tenant lives: <c>""</c> or <c>/fiatdashboard</c>.</param>
    public Visitor NewVisitor(string prefix = "") => new(Address, prefix);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_ownsAppData && Directory.Exists(_appData))
            TestFolder.Delete(_appData);
    }

    /// <summary>The sources of Marketplace.Web, above the test's output folder.</summary>
    public static string ContentRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var web = Path.Combine(folder.FullName, "Marketplace.Web");
            if (File.Exists(Path.Combine(web, "Marketplace.Web.csproj")))
                return web;
        }

        throw new InvalidOperationException("Marketplace.Web was not found above the test's folder.");
    }
}

public sealed record MarketplaceAppOptions
{
    public DatabaseKind Kind { get; init; }

    public string Environment { get; init; } = "Development";

    /// <summary>An existing folder to go on with; null makes one that ends with the app.</summary>
    public string? AppData { get; init; }

    /// <summary>A PostgreSQL connection string to go on with.</summary>
    public string? Database { get; init; }

    /// <summary>Further settings, for example <c>Marketplace:IdleMinutes</c>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public Action<WebApplicationBuilder>? Configure { get; init; }
}

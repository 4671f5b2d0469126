using System.Reflection;
using Marketplace.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using StartupBase = Marketplace.Abstractions.StartupBase;

namespace Marketplace.Testing;

/// <summary>
/// A tenant's services without a host: what the host gives every shell, a real and migrated database, time that stands still, and mail and
/// jobs that a test can look into. Startups run in the order given; their services win over those of the shell.
/// </summary>
public sealed class TestShell : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly TestDatabase _database;
    private readonly bool _ownsDatabase;

    private TestShell(ServiceProvider services, TestDatabase database, bool ownsDatabase)
    {
        _services = services;
        _database = database;
        _ownsDatabase = ownsDatabase;
    }

    public IServiceProvider Services => _services;

    public IDatabase Database => _database.Database;

    public TestTenant Tenant => (TestTenant)_services.GetRequiredService<ITenant>();

    public FakeTimeProvider Time => (FakeTimeProvider)_services.GetRequiredService<TimeProvider>();

    public TestMailbox Mailbox => _services.GetRequiredService<TestMailbox>();

    /// <summary>What people were told, unless the module Notifications is part of the shell.</summary>
    public TestNotifier Notifier => _services.GetRequiredService<TestNotifier>();

    public TestJobQueue Jobs => _services.GetRequiredService<TestJobQueue>();

    public TestLog Log => _services.GetRequiredService<TestLog>();

    public static Task<TestShell> CreateAsync(DatabaseKind kind, params StartupBase[] startups) => CreateAsync(kind, _ => { }, startups);

    public static async Task<TestShell> CreateAsync(DatabaseKind kind, Action<TestShellSetup> setup, params StartupBase[] startups) =>
        await BuildAsync(await TestDatabase.CreateAsync(kind), ownsDatabase: true, setup, startups);

    /// <summary>One of several shells on one database, as several processes of a host have them. The database outlives it.</summary>
    public static Task<TestShell> CreateAsync(TestDatabase database, Action<TestShellSetup> setup, params StartupBase[] startups) =>
        BuildAsync(database, ownsDatabase: false, setup, startups);

    public AsyncServiceScope CreateScope() => _services.CreateAsyncScope();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Runs <paramref name="work"/> in a scope of its own, as a request does.</summary>
    public async Task<TResult> InScopeAsync<TService, TResult>(Func<TService, Task<TResult>> work)
        where TService : notnull
    {
        await using var scope = CreateScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>Hands events to their handlers, one after the other, until none is due.</summary>
    /// <returns>How many deliveries succeeded.</returns>
    public Task<int> DrainOutboxAsync() => Get<OutboxRelay>().DrainAsync(CancellationToken.None);

    /// <summary>Runs the jobs that are due, and those that they add.</summary>
    public Task<int> RunJobsAsync() => Jobs.RunDueAsync(Get<IServiceScopeFactory>(), CancellationToken.None);

    /// <summary>Alternates between outbox and jobs until neither has anything due.</summary>
    public async Task SettleAsync()
    {
        while (await DrainOutboxAsync() + await RunJobsAsync() > 0)
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        var folder = Tenant.DataFolder;
        var host = _services.GetRequiredService<TestHostServices>();
        await _services.DisposeAsync();
        await host.DisposeAsync();
        if (_ownsDatabase)
            await _database.DisposeAsync();
        TestFolder.Delete(folder);
    }

    private static async Task<TestShell> BuildAsync(
        TestDatabase database, bool ownsDatabase, Action<TestShellSetup> setup, StartupBase[] startups)
    {
        var folder = Directory.CreateTempSubdirectory("marketplace-shell-").FullName;
        var environment = new TestEnvironment(folder);
        var tenant = new TestTenant
        { DataFolder = folder, Features = startups.Select(x => FeatureOf(x.GetType())).ToHashSet(StringComparer.Ordinal) };
        var arrangement = new TestShellSetup
        {
            Services = new ServiceCollection(), Tenant = tenant, Time = TestTime.StandingStill(), Host = new TestHostServices(),
                Environment = environment,
        };
        AddShellServices(arrangement, database.Database, startups.Select(x => x.GetType().Assembly));
        foreach (var startup in startups)
            startup.ConfigureServices(arrangement.Services);
        setup(arrangement);
        arrangement.Services.AddSingleton<IConfiguration>(
            new ConfigurationBuilder().AddInMemoryCollection(arrangement.Configuration).Build());
        var shell = new TestShell(
            arrangement.Services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true }), database, ownsDatabase);
        await shell.MigrateAsync();
        return shell;
    }

    private static void AddShellServices(TestShellSetup setup, IDatabase database, IEnumerable<Assembly> modules)
    {
        var log = new TestLog();
        setup.Services
            .AddSingleton(log)
            .AddLogging(x => x.SetMinimumLevel(LogLevel.Debug).AddProvider(log))
            .AddSingleton<ITenant>(setup.Tenant)
            .AddSingleton(setup.Tenant)
            .AddSingleton<IWebHostEnvironment>(setup.Environment)
            .AddSingleton<IHostEnvironment>(setup.Environment)
            .AddSingleton(setup.Host)
            .AddSingleton<IHostServices>(setup.Host)
            .AddSingleton<ITenantAdministration, TestTenantAdministration>()
            .AddSingleton<ITenantDirectory, TestTenantDirectory>()
            .AddSingleton<INavigation, TestNavigation>()
            .AddSingleton<TimeProvider>(setup.Time)
            .AddSingleton(database)
            .AddMarketplaceData()
            .AddMoney()
            .AddSingleton<TestMailbox>()
            .AddSingleton<IMailSender>(services => services.GetRequiredService<TestMailbox>())
            .AddSingleton<TestNotifier>()
            .AddSingleton<INotifier>(services => services.GetRequiredService<TestNotifier>())
            .AddSingleton<TestActor>()
            .AddSingleton<ICurrentActor>(services => services.GetRequiredService<TestActor>())
            .AddSingleton<TestAudit>()
            .AddSingleton<IAudit>(services => services.GetRequiredService<TestAudit>())
            .AddSingleton<TestApproval>()
            .AddSingleton<IApproval>(services => services.GetRequiredService<TestApproval>())
            .AddSingleton<TestJobQueue>()
            .AddSingleton<IJobQueue>(services => services.GetRequiredService<TestJobQueue>())
            .AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>()
            .AddTexts(new TextCatalogue(modules))
            .AddAuthorization()
            .AddHttpContextAccessor()
            .AddHttpClient()
            .AddMetrics()
            .AddProblemDetails()
            .AddMemoryCache()
            .AddRouting()
            .AddOptions();
    }

    private async Task MigrateAsync()
    {
        var failures = await Get<MigrationRunner>().RunAsync(
            Services.GetServices<DataMigrationRegistration>().Select(x => x.MigrationType), FeatureOf, CancellationToken.None);
        if (failures.Count == 0)
        {
            await Get<KnownHandlers>().RememberAsync(
                [.. Services.GetServices<EventHandlerRegistration>().Select(x => KnownHandler.From(x, [FeatureOf(x.HandlerType)]))],
                CancellationToken.None);
            return;
        }

        var text = Log.Text;
        await DisposeAsync();
        throw new InvalidOperationException(string.Join('\n', failures.Select(x => $"{x.Key}: {x.Value}")) + "\n" + text);
    }

    private static string FeatureOf(Type type) =>
        type.GetCustomAttribute<FeatureAttribute>()?.Id
        ?? type.Assembly.GetCustomAttribute<ModuleAttribute>()?.Id
        ?? type.Assembly.GetName().Name!;
}

using Marketplace.Jobs.Recurring;
using Marketplace.Jobs.Scheduling;
using Marketplace.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Quartz;

namespace Marketplace.Jobs.Tests;

/// <summary>A process with tenants: one scheduler, and a shell per tenant.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly ServiceProvider _host;
    private readonly List<TestShell> _shells = [];

    private TestHost(ServiceProvider host) => _host = host;

    public TestDirectory Directory => _host.GetRequiredService<TestDirectory>();

    public JobScheduler Jobs => _host.GetRequiredService<JobScheduler>();

    public RecurringSchedules Schedules => _host.GetRequiredService<RecurringSchedules>();

    public static TestHost Create(JobStore store, Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection();
        services
            .AddLogging()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(store.Configuration).Build())
            .AddSingleton<IHostEnvironment>(new TestEnvironment(Path.GetTempPath()))
            .AddSingleton(TimeProvider.System)
            .AddSingleton<TestDirectory>()
            .AddSingleton<ITenantDirectory>(host => host.GetRequiredService<TestDirectory>());
        new JobsHost().ConfigureHost(services);
        services.Configure<JobsOptions>(options =>
        {
            options.FirstPause = TimeSpan.FromMilliseconds(20);
            options.UnavailablePause = TimeSpan.FromMilliseconds(100);
            options.Retries = 3;
        });
        more?.Invoke(services);
        return new(services.BuildServiceProvider());
    }

    public ValueTask<IScheduler> SchedulerAsync() => Jobs.GetAsync(CancellationToken.None);

    public async Task StartAsync() => await (await SchedulerAsync()).Start();

    /// <summary>The process hangs up: it fires nothing more, and nobody else is told.</summary>
    public async Task FreezeAsync() => await (await SchedulerAsync()).Standby();

    public Task<TestShell> AddTenantAsync(DatabaseKind kind, string name, Action<IServiceCollection> services) =>
        AddTenantAsync(name, TestShell.CreateAsync(kind, setup => Arrange(setup, name, services), new Startup()));

    public Task<TestShell> AddTenantAsync(TestDatabase database, string name, Action<IServiceCollection> services) =>
        AddTenantAsync(name, TestShell.CreateAsync(database, setup => Arrange(setup, name, services), new Startup()));

    private async Task<TestShell> AddTenantAsync(string name, Task<TestShell> creation)
    {
        var shell = await creation;
        _shells.Add(shell);
        Directory.Tenants[name] = new TestDirectory.Entry(shell);
        return shell;
    }

    private void Arrange(TestShellSetup setup, string name, Action<IServiceCollection> services)
    {
        setup.Tenant.Name = name;
        setup.Host.Services.AddSingleton(Jobs).AddSingleton(Schedules);
        setup.Services.AddSingleton<IJobQueue, Queue.JobQueue>();
        setup.Services.AddSingleton<ITenantDirectory>(Directory);
        services(setup.Services);
    }

    public async ValueTask DisposeAsync()
    {
        await Jobs.StopAsync(CancellationToken.None);
        await Directory.CloseAsync();
        await _host.DisposeAsync();
        foreach (var shell in _shells)
            await shell.DisposeAsync();
    }
}

/// <summary>Tenants that a test switches on and off.</summary>
internal sealed class TestDirectory : ITenantDirectory
{
    private volatile bool _isClosed;
    private int _inside;

    public event Action<string>? Changed;

    /// <summary>How often work was turned away.</summary>
    public int Refused { get; private set; }

    public Dictionary<string, Entry> Tenants { get; } = new(StringComparer.Ordinal);

    public Task<IReadOnlyList<TenantInfo>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<TenantInfo>>(
            [.. Tenants.Select(
                x => new TenantInfo(
                    x.Key, x.Key, [], "", x.Value.State, x.Value.IsActive, null, 0, 0, null,
                    new HashSet<string>(StringComparer.Ordinal)))]);

    public void Raise(string tenant) => Changed?.Invoke(tenant);

    public Task<TenantChangeResult> SetEnabledAsync(string tenant, bool enabled, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<TenantChangeResult> CreateAsync(TenantCreation creation, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public IReadOnlyList<RecipeInfo> ListSetupRecipes() => [];

    /// <summary>Lets nobody in any more, and waits until everybody has left.</summary>
    public async Task CloseAsync()
    {
        _isClosed = true;
        for (var tries = 0; Volatile.Read(ref _inside) > 0 && tries < 1_000; tries++)
            await Task.Delay(10);
    }

    public async Task<bool> RunInTenantAsync(
        string tenant, bool activate, Func<IServiceProvider, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _inside);
        try
        {
            return !_isClosed && await EnterAsync(tenant, activate, work, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _inside);
        }
    }

    private async Task<bool> EnterAsync(
        string tenant, bool activate, Func<IServiceProvider, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        if (!Tenants.TryGetValue(tenant, out var entry) || entry.State != TenantState.Running || (!activate && !entry.IsActive))
        {
            Refused++;
            return false;
        }

        entry.IsActive = true;
        await using var scope = entry.Shell.CreateScope();
        await work(scope.ServiceProvider, cancellationToken);
        return true;
    }

    internal sealed class Entry(TestShell shell)
    {
        public TestShell Shell => shell;

        public TenantState State { get; set; } = TenantState.Running;

        public bool IsActive { get; set; } = true;
    }
}

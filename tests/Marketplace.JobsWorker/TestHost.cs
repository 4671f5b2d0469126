using Hangfire.Common;
using Hangfire.Storage;
using Marketplace.Jobs;
using Marketplace.Jobs.Recurring;
using Marketplace.Jobs.Running;
using Marketplace.Jobs.Storage;
using Marketplace.Jobs.TakeOver;
using Marketplace.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Store = Marketplace.Jobs.Storage.JobStore;

namespace Marketplace.JobsWorker;

/// <summary>A process with tenants: one job server, and a shell per tenant.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly ServiceProvider _host;
    private readonly List<TestShell> _shells = [];

    private TestHost(ServiceProvider host) => _host = host;

    public TestDirectory Directory => _host.GetRequiredService<TestDirectory>();

    public Store Jobs => _host.GetRequiredService<Store>();

    public QuartzLeftovers Leftovers => _host.GetRequiredService<QuartzLeftovers>();

    public JobServer Server => _host.GetRequiredService<JobServer>();

    public RecurringSchedules Schedules => _host.GetRequiredService<RecurringSchedules>();

    public static TestHost Create(JobStore store, Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection();
        services
            .AddLogging()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(store.Configuration).Build())
            .AddSingleton<IHostEnvironment>(new TestEnvironment(Path.GetTempPath()))
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IHostApplicationLifetime, Lifetime>()
            .AddSingleton<TestDirectory>()
            .AddSingleton<ITenantDirectory>(host => host.GetRequiredService<TestDirectory>());
        new JobsHost().ConfigureHost(services);
        services.Configure<JobsOptions>(options =>
        {
            options.FirstPause = TimeSpan.FromMilliseconds(20);
            options.UnavailablePause = TimeSpan.FromMilliseconds(100);
            options.Retries = 3;
            options.QueuePolling = options.SchedulePolling = TimeSpan.FromMilliseconds(50);
        });
        more?.Invoke(services);
        return new(services.BuildServiceProvider());
    }

    public Task StartAsync() => Server.ServeAsync(CancellationToken.None);

    /// <summary>The process hangs up: it starts nothing more, and nobody else is told.</summary>
    public void Freeze() => Server.SendStop();

    /// <summary>Makes a stored schedule overdue by hours, as after a long downtime.</summary>
    public Task MakeOverdueAsync(string tenant, string type) => InStoreAsync(connection =>
    {
        var (id, now) = (JobNames.ForTask(tenant, type), DateTime.UtcNow);
        connection.SetRangeInHash(
            "recurring-job:" + id,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["CreatedAt"] = JobHelper.SerializeDateTime(now.AddDays(-8)),
                ["NextExecution"] = JobHelper.SerializeDateTime(now.AddHours(-3)),
            });
        using var transaction = connection.CreateWriteTransaction();
        transaction.AddToSet("recurring-jobs", id, JobHelper.ToTimestamp(now.AddHours(-3)));
        transaction.Commit();
        return true;
    });

    public Task<string?> ReadCreatedAtAsync(string tenant, string type) =>
        InStoreAsync(x => x.GetValueFromHash("recurring-job:" + JobNames.ForTask(tenant, type), "CreatedAt"))!;

    /// <summary>The ids of all recurring jobs.</summary>
    public Task<HashSet<string>> ReadRecurringAsync() => InStoreAsync(x => x.GetAllItemsFromSet("recurring-jobs"));

    /// <summary>What is stored of the first waiting job, as the store keeps it.</summary>
    public async Task<InvocationData> ReadWaitingAsync()
    {
        var store = await Jobs.GetAsync(default);
        var waiting = store.Storage.GetMonitoringApi().EnqueuedJobs("default", 0, 10).Single();
        return InvocationData.SerializeJob(waiting.Value.Job);
    }

    /// <summary>The methods of the jobs that are put off, and until when.</summary>
    public async Task<IReadOnlyList<(string Method, DateTime At)>> ReadScheduledAsync()
    {
        var store = await Jobs.GetAsync(default);
        return [.. store.Storage.GetMonitoringApi().ScheduledJobs(0, 100).Select(x => (x.Value.Job.Method.Name, x.Value.EnqueueAt))];
    }

    private async Task<T> InStoreAsync<T>(Func<JobStorageConnection, T> work)
    {
        using var connection = (await Jobs.GetAsync(default)).Storage.GetConnection();
        return work((JobStorageConnection)connection);
    }

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
        setup.Host.Services.AddSingleton(Jobs).AddSingleton(Schedules).AddSingleton(_host.GetRequiredService<RecurringTick>())
            .AddSingleton(_host.GetRequiredService<RunningTasks>());
        setup.Services.AddSingleton<IJobQueue>(shell => shell.GetRequiredService<Marketplace.Jobs.Queue.JobQueue>());
        setup.Services.AddSingleton<ITenantDirectory>(Directory);
        services(setup.Services);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.EndServingAsync();
        await Directory.CloseAsync();
        await _host.DisposeAsync();
        foreach (var shell in _shells)
            await shell.DisposeAsync();
    }
}

/// <summary>Of a host that nobody starts or stops.</summary>
internal sealed class Lifetime : IHostApplicationLifetime
{
    public CancellationToken ApplicationStarted => default;

    public CancellationToken ApplicationStopping => default;

    public CancellationToken ApplicationStopped => default;

    public void StopApplication()
    {
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

using Hangfire.Common;
using Hangfire.Storage;
using Hangfire.Storage.SQLite;
using Marketplace.Jobs;
using Marketplace.Jobs.Claims;
using Marketplace.Jobs.Recurring;
using Marketplace.Jobs.Running;
using Marketplace.Jobs.Storage;
using Marketplace.Jobs.TakeOver;
using Marketplace.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Marketplace.JobsWorker;

/// <summary>A process with tenants: one job server, and a shell per tenant.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly ServiceProvider _host;
    private readonly List<TestShell> _shells = [];
    private Task _frozen = Task.CompletedTask;

    private TestHost(ServiceProvider host) => _host = host;

    public TestDirectory Directory => _host.GetRequiredService<TestDirectory>();

    public JobStore Jobs => _host.GetRequiredService<JobStore>();

    public QuartzLeftovers Leftovers => _host.GetRequiredService<QuartzLeftovers>();

    public JobServer Server => _host.GetRequiredService<JobServer>();

    public RecurringTick Tick => _host.GetRequiredService<RecurringTick>();

    public IHostJobs HostJobs => _host.GetRequiredService<IHostJobs>();

    public StoredSchedules Stored => _host.GetRequiredService<StoredSchedules>();

    public RecurringSchedules Schedules => _host.GetRequiredService<RecurringSchedules>();

    public static TestHost Create(JobsPlace store, Action<IServiceCollection>? more = null) => CreateAsUsual(
        store,
        services =>
        {
            services.Configure<JobsOptions>(options =>
            {
                options.FirstPause = TimeSpan.FromMilliseconds(20);
                options.UnavailablePause = TimeSpan.FromMilliseconds(100);
                options.Retries = 3;
                options.QueuePolling = options.SchedulePolling = TimeSpan.FromMilliseconds(50);
            });
            more?.Invoke(services);
        });

    /// <summary>One that is as patient as a real one.</summary>
    public static TestHost CreateAsUsual(JobsPlace store, Action<IServiceCollection>? more = null)
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
        more?.Invoke(services);
        return new(services.BuildServiceProvider());
    }

    public Task StartAsync() => Server.ServeAsync(CancellationToken.None);

    /// <summary>The process hangs up: it starts nothing more, and nobody else is told.</summary>
    public void Freeze() => _frozen = Server.EndServingAsync();

    /// <summary>Its tasks run when they are due, as when its shell starts serving.</summary>
    /// <param name="clock">The tenant's.</param>
    public Task WakeAsync(TestShell tenant, TimeProvider clock)
    {
        Directory.Tenants[tenant.Tenant.Name].IsActive = true;
        return Schedules.StoreAsync(
            tenant.Tenant.Name, [.. tenant.Services.GetServices<BackgroundTaskRegistration>().Select(RecurringTask.From)], clock, default);
    }

    /// <summary>Only what wakes it is planned, as when its shell is released.</summary>
    public void Sleep(TestShell tenant)
    {
        Directory.Tenants[tenant.Tenant.Name].IsActive = false;
        Tick.Forget(tenant.Tenant.Name);
    }

    /// <summary>Waits until its tick has looked, and what it found is over.</summary>
    public async Task UntilTickedAsync()
    {
        var looks = Tick.Looks;
        // One look may be half way.
        await Eventually.IsTrueAsync(() => Tick.Looks >= looks + 2, "the tick has looked");
        await Tick.EndAsync();
    }

    /// <summary>Jobs that Hangfire has and is going to run, or runs.</summary>
    public async Task<long> CountPendingAsync()
    {
        var counts = (await Jobs.GetAsync(default)).Storage.GetMonitoringApi().GetStatistics();
        return counts.Enqueued + counts.Processing + counts.Scheduled;
    }

    public async Task<int> CountServersAsync() => (await Jobs.GetAsync(default)).Storage.GetMonitoringApi().Servers().Count;

    public async Task<long> CountFailedAsync() => (await Jobs.GetAsync(default)).Storage.GetMonitoringApi().GetStatistics().Failed;

    /// <summary>The version of SQLite that Hangfire's store works with.</summary>
    public async Task<string> ReadSqliteVersionAsync()
    {
        using var db = ((SQLiteStorage)(await Jobs.GetAsync(default)).Storage).CreateAndOpenConnection();
        return db.Database.ExecuteScalar<string>("select sqlite_version()");
    }

    /// <summary>Fills Hangfire's SQLite file up to what it may have; before a server has its connections.</summary>
    /// <returns>Gives it room again.</returns>
    public async Task<Action> FillDiskAsync()
    {
        var storage = (SQLiteStorage)(await Jobs.GetAsync(default)).Storage;
        OnAll("pragma max_page_count = 1");
        using (var db = storage.CreateAndOpenConnection())
        {
            try
            {
                while (true)
                    db.Database.Execute("insert into Job (InvocationData, Arguments, CreatedAt, ExpireAt) values ('', '', 0, 0)");
            }
            catch (SQLite.SQLiteException e) when (e.Result == SQLite.SQLite3.Result.Full)
            {
                // Nothing fits in any more.
            }
        }

        return () => OnAll("pragma max_page_count = 100000");

        // It holds for a connection, and the store keeps as many.
        void OnAll(string pragma)
        {
            var connections = Enumerable.Range(0, 20).Select(_ => storage.CreateAndOpenConnection()).ToList();
            foreach (var connection in connections)
                connection.Database.ExecuteScalar<long>(pragma);
            foreach (var connection in connections)
                connection.Dispose();
        }
    }

    /// <summary>A transaction of the store of which a command in the middle fails.</summary>
    /// <returns>What is left of the one before it.</returns>
    public Task<IReadOnlyList<string>> FailHalfWayAsync() => InStoreAsync<IReadOnlyList<string>>(connection =>
    {
        using var transaction = connection.CreateWriteTransaction();
        transaction.InsertToList("first", "value");
        transaction.AddToQueue("default", "no number");
        transaction.InsertToList("last", "value");
        try
        {
            transaction.Commit();
        }
        catch (FormatException)
        {
            return [.. connection.GetAllItemsFromList("first"), .. connection.GetAllItemsFromList("last")];
        }

        throw new InvalidOperationException("The transaction was committed.");
    });

    /// <summary>Writes over what is stored of a schedule.</summary>
    /// <param name="score">When it is due, for the store; -1 where never.</param>
    public Task WriteScheduleAsync(string tenant, string type, double score, params (string Field, string Value)[] values) =>
        InStoreAsync(connection =>
        {
            var id = JobNames.ForTask(tenant, type);
            using var transaction = connection.CreateWriteTransaction();
            transaction.SetRangeInHash("recurring-job:" + id, values.Select(x => KeyValuePair.Create(x.Field, x.Value)));
            transaction.AddToSet("recurring-jobs", id, score);
            transaction.Commit();
            return true;
        });


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
        // Whoever queues a job waits two seconds at most until the store has heard of it. Making its tables takes longer on a busy machine.
        await Jobs.GetAsync(default);
        _shells.Add(shell);
        Directory.Tenants[name] = new TestDirectory.Entry(shell);
        return shell;
    }

    private void Arrange(TestShellSetup setup, string name, Action<IServiceCollection> services)
    {
        setup.Tenant.Name = name;
        setup.Host.Services.AddSingleton(Jobs).AddSingleton(Schedules).AddSingleton(_host.GetRequiredService<RecurringTick>())
            .AddSingleton(_host.GetRequiredService<RunningHere>());
        setup.Services.AddSingleton<IJobQueue>(shell => shell.GetRequiredService<Marketplace.Jobs.Queue.JobQueue>());
        setup.Services.AddSingleton<ITenantDirectory>(Directory);
        services(setup.Services);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.EndServingAsync();
        await _frozen;
        await Directory.CloseAsync();
        await _host.DisposeAsync();
        foreach (var shell in _shells)
            await shell.DisposeAsync();
    }
}

/// <summary>Of a host that has started and that nobody stops.</summary>
internal sealed class Lifetime : IHostApplicationLifetime
{
    public CancellationToken ApplicationStarted => new(canceled: true);

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

        if (entry.Trouble is { } trouble)
            throw trouble;
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

        /// <summary>Whoever enters meets it.</summary>
        public Exception? Trouble { get; set; }
    }
}

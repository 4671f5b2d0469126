using Marketplace.Data;
using Marketplace.Jobs.Queue;
using Marketplace.Jobs.Recurring;
using Marketplace.JobsWorker;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Marketplace.Jobs.Tests;

/// <summary>A store of Hangfire's that is full, locked, lost, or of which something is wrong.</summary>
public sealed class StoreTroubleTests
{
    private static readonly string[] Six = ["n0", "n1", "n2", "n3", "n4", "n5"];

    private readonly Works _works = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 2, 10, 2, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_full_disk_keeps_no_job_from_being_stored_and_each_runs_once_when_there_is_room()
    {
        await using var store = await JobsPlace.CreateAsync(DatabaseKind.Sqlite);
        await using var host = Host(store);
        var tenant = await host.AddTenantAsync(DatabaseKind.Sqlite, "one", Arrange);
        var makeRoom = await host.FillDiskAsync();

        await Parallel.ForEachAsync(Six, async (text, _) => await EnqueueAsync(tenant, text));
        Assert.Equal(0, await host.CountPendingAsync());
        var asked = await tenant.Get<RecurringTasks>().RunNowAsync(StoredNames.Of(typeof(CountTask)), default);
        Assert.Equal(RunNowResult.StoreAway, asked);

        makeRoom();
        await host.StartAsync();
        _clock.Advance(TimeSpan.FromMinutes(5));
        await tenant.Get<JobQueue>().TellOfForgottenAsync(default);
        await UntilEmptyAsync(tenant);
        // The task that somebody asked for may have its turn, too.
        var done = _works.Done.Where(x => x.StartsWith("one:", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        Assert.Equal(Six.Select(x => "one:" + x), done);
    }

    [Fact]
    public async Task A_locked_file_keeps_nobody_waiting_and_what_runs_comes_to_its_end()
    {
        await using var store = await JobsPlace.CreateAsync(DatabaseKind.Sqlite);
        await using var host = Host(store);
        var tenant = await host.AddTenantAsync(DatabaseKind.Sqlite, "one", Arrange);
        var gate = new TaskCompletionSource();
        _works.Work = (_, _) => gate.Task;
        await host.StartAsync();
        await EnqueueAsync(tenant, "n0");
        await EnqueueAsync(tenant, "n1");
        await Eventually.IsTrueAsync(() => _works.Runs == 2, "they run");

        await store.WhileLockedAsync(async () =>
        {
            // Nobody hears of an error: what was asked is stored.
            await EnqueueAsync(tenant, "n2");
            gate.SetResult();
            await Eventually.IsTrueAsync(
                async () => (await tenant.Get<QueuedJobs>().ListAsync(0, 10, default)).Jobs.Count == 1, "what ran is done");
        });
        _clock.Advance(TimeSpan.FromMinutes(5));
        await tenant.Get<JobQueue>().TellOfForgottenAsync(default);
        await UntilEmptyAsync(tenant);
        // Told late and told again, one of the two waits for the other.
        await Eventually.IsTrueAsync(
            async () =>
            {
                _clock.Advance(TimeSpan.FromSeconds(1));
                return await host.CountPendingAsync() == 0;
            },
            "nothing more is to come");
        Assert.Equal(["one:n0", "one:n1", "one:n2"], _works.Done.Order(StringComparer.Ordinal));
        Assert.Equal(3, _works.Runs);
        Assert.Equal(0, await host.CountFailedAsync());
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_lost_store_comes_back_also_for_a_tenant_that_sleeps(DatabaseKind kind)
    {
        await using var store = await JobsPlace.CreateAsync(kind);
        await using var database = await TestDatabase.CreateAsync(kind);
        await using (var before = TestHost.Create(store))
        {
            var busy = await before.AddTenantAsync(database, "one", Arrange);
            await before.Schedules.StoreAsync(
                "one", [RecurringTask.From(new(typeof(CountTask)))], TimeProvider.System, default);
            await Parallel.ForEachAsync(
                Enumerable.Range(0, 120), new ParallelOptions { MaxDegreeOfParallelism = 8 },
                async (i, _) => await EnqueueAsync(busy, $"n{i}"));
            await EnqueueAsync(busy, "later", TimeSpan.FromHours(1));
        }

        await store.LoseAsync();
        await using var host = TestHost.Create(store);
        var tenant = await host.AddTenantAsync(database, "one", Arrange);
        host.Directory.Tenants["one"].IsActive = false;
        await host.Server.StartAsync(default);

        await Eventually.IsTrueAsync(() => _works.Done.Count == 120, "what waited is done");
        await Eventually.IsTrueAsync(
            async () => (await host.ReadScheduledAsync()).Any(x => x.At > DateTime.UtcNow.AddMinutes(55)), "what is due later is planned");
        await Eventually.IsTrueAsync(
            async () => (await host.ReadRecurringAsync()).Any(x => x.StartsWith("one:", StringComparison.Ordinal)), "so are the tasks");
        Assert.Equal(120, _works.Runs);
        await host.Server.StopAsync(default);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_Hangfire_has_is_not_told_again(DatabaseKind kind)
    {
        await using var store = await JobsPlace.CreateAsync(kind);
        await using var host = Host(store);
        var tenant = await host.AddTenantAsync(kind, "one", Arrange);
        await EnqueueAsync(tenant, "a");
        await EnqueueAsync(tenant, "b");
        _clock.Advance(TimeSpan.FromHours(1));

        await tenant.Get<JobQueue>().TellOfForgottenAsync(default);

        Assert.Equal(2, await host.CountPendingAsync());
    }

    [Fact]
    public async Task A_tenant_that_fails_holds_up_no_others_schedules()
    {
        await using var store = await JobsPlace.CreateAsync(DatabaseKind.Sqlite);
        await using var host = TestHost.Create(store);
        await host.AddTenantAsync(DatabaseKind.Sqlite, "bad", Arrange);
        await host.AddTenantAsync(DatabaseKind.Sqlite, "good", Arrange);
        host.Directory.Tenants["bad"].Trouble = new InvalidOperationException("Its database is away.");
        await host.Server.StartAsync(default);
        await Eventually.IsTrueAsync(() => IsStoredAsync(host, "good"), "the good one's schedules are stored");
        Assert.False(await IsStoredAsync(host, "bad"));

        host.Directory.Tenants["bad"].Trouble = null;
        await Eventually.IsTrueAsync(() => IsStoredAsync(host, "bad"), "so are the other's when it can");
        await host.Server.StopAsync(default);
    }

    [Fact]
    public async Task A_transaction_of_the_SQLite_store_is_all_or_nothing()
    {
        await using var store = await JobsPlace.CreateAsync(DatabaseKind.Sqlite);
        await using var host = TestHost.Create(store);
        Assert.Empty(await host.FailHalfWayAsync());
        Assert.Equal(0, await host.CountPendingAsync());
    }

    [Fact]
    public async Task Hangfire_and_the_tenants_work_with_the_same_SQLite()
    {
        await using var store = await JobsPlace.CreateAsync(DatabaseKind.Sqlite);
        await using var host = TestHost.Create(store);
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var db = await database.Database.OpenAsync(default);
        var ours = await db.ScalarAsync<string>("select sqlite_version()");
        TestContext.Current.TestOutputHelper?.WriteLine($"sqlite_version() is {ours}.");
        Assert.True(Version.Parse(ours!) >= new Version(3, 53, 4));
        Assert.Equal(ours, await host.ReadSqliteVersionAsync());
    }

    private TestHost Host(JobsPlace store) => TestHost.Create(store, services => services.AddSingleton<TimeProvider>(_clock));

    private void Arrange(IServiceCollection services) =>
        services.AddSingleton(_works).AddJob<NoteJob, Note>().AddBackgroundTask<CountTask>();

    private static Task EnqueueAsync(TestShell tenant, string text, TimeSpan delay = default) =>
        tenant.Get<IJobQueue>().EnqueueAsync<NoteJob, Note>(new Note(text), text, delay, CancellationToken.None);

    private static async Task<bool> IsStoredAsync(TestHost host, string tenant) =>
        (await host.ReadRecurringAsync()).Any(x => x.StartsWith(tenant + ":", StringComparison.Ordinal));

    private static Task UntilEmptyAsync(TestShell tenant) => Eventually.IsTrueAsync(
        async () => (await tenant.Get<QueuedJobs>().ListAsync(0, 100, CancellationToken.None)).Jobs.Count == 0, "no job is left");
}

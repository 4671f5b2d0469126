using Marketplace.Jobs.History;
using Marketplace.Jobs.Recurring;
using Marketplace.JobsWorker;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Jobs.Tests;

public sealed class RecurringTests
{
    private static readonly string Count = StoredNames.Of(typeof(CountTask));
    private static readonly string Sleepy = StoredNames.Of(typeof(SleepyTask));

    private readonly Works _works = new();

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_schedule_is_stored_in_utc_kept_while_it_is_the_same_and_removed_with_its_feature(DatabaseKind kind)
    {
        await using var store = await JobsPlace.CreateAsync(kind);
        await using var host = TestHost.Create(store);
        var tenant = await host.AddTenantAsync(kind, "one", Arrange);
        await AnnounceAsync(host, tenant);

        var next = (await FindAsync(tenant, Count)).NextAt!.Value;
        Assert.Equal((DayOfWeek.Monday, 4, 30, TimeSpan.Zero), (next.DayOfWeek, next.Hour, next.Minute, next.Offset));

        var before = await host.ReadCreatedAtAsync("one", Count);
        await using var other = TestHost.Create(store);
        await other.Schedules.StoreAsync("one", [RecurringTask.From(new(typeof(CountTask)))], TimeProvider.System, default);
        Assert.Equal(before, await host.ReadCreatedAtAsync("one", Count));
        Assert.NotNull(before);

        await host.Schedules.StoreAsync("one", [RecurringTask.From(new(typeof(CountTask)))], TimeProvider.System, default);
        Assert.Null((await FindAsync(tenant, Sleepy)).NextAt);

        await other.Schedules.StoreAsync("one", [], TimeProvider.System, default);
        Assert.Null((await FindAsync(tenant, Count)).NextAt);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_task_runs_inside_its_tenant_is_tried_again_and_written_down(DatabaseKind kind)
    {
        await using var store = await JobsPlace.CreateAsync(kind);
        await using var host = TestHost.Create(store);
        var tenant = await host.AddTenantAsync(kind, "one", Arrange);
        await host.AddTenantAsync(kind, "two", Arrange);
        await AnnounceAsync(host, tenant);
        await host.MakeOverdueAsync("one", Count);
        _works.Work = (_, before) => before == 0 ? throw new InvalidOperationException("Not yet.") : Task.CompletedTask;

        await host.StartAsync();
        await Eventually.IsTrueAsync(() => _works.Done.Count == 1, "the second attempt succeeded");
        Assert.Equal("one", Assert.Single(_works.Done));
        await Eventually.IsTrueAsync(async () => (await RunsAsync(tenant)).Count == 2, "both runs are in the history");
        Assert.Equal(
            [(1, JobOutcome.Failed, "Not yet."), (2, JobOutcome.Succeeded, null)],
            (await RunsAsync(tenant)).Select(x => (x.Attempt, x.Outcome, x.Error)).OrderBy(x => x.Attempt));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_task_never_runs_twice_at_once_in_no_process(DatabaseKind kind)
    {
        await using var store = await JobsPlace.CreateAsync(kind);
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var left = TestHost.Create(store);
        var tenant = await left.AddTenantAsync(database, "one", Arrange);
        await AnnounceAsync(left, tenant);
        await left.StartAsync();
        await using var right = kind == DatabaseKind.Postgres ? TestHost.Create(store) : null;
        var elsewhere = right is null ? tenant : await right.AddTenantAsync(database, "one", Arrange);
        await (right?.StartAsync() ?? Task.CompletedTask);

        var gate = new TaskCompletionSource();
        _works.Work = (_, before) => before == 0 ? gate.Task : Task.CompletedTask;
        for (var i = 0; i < 3; i++)
            Assert.Equal(RunNowResult.Started, await tenant.Get<RecurringTasks>().RunNowAsync(Count, default));
        await Eventually.IsTrueAsync(() => _works.Runs == 1, "the first run began");
        Assert.True((await FindAsync(tenant, Count)).IsRunning);
        Assert.True((await FindAsync(elsewhere, Count)).IsRunning);
        gate.SetResult();
        await Eventually.IsTrueAsync(() => _works.Done.Count == 3, "all three ran");
        Assert.Equal(1, _works.MostAtOnce);
    }

    [Fact]
    public async Task An_idle_tenant_is_woken_only_by_tasks_that_say_so()
    {
        await using var store = await JobsPlace.CreateAsync(DatabaseKind.Sqlite);
        await using var host = TestHost.Create(store);
        var tenant = await host.AddTenantAsync(DatabaseKind.Sqlite, "one", Arrange);
        await AnnounceAsync(host, tenant);
        await host.StartAsync();
        host.Directory.Tenants["one"].IsActive = false;

        Assert.Equal(RunNowResult.Started, await tenant.Get<RecurringTasks>().RunNowAsync(Sleepy, default));
        await Eventually.IsTrueAsync(() => host.Directory.Refused == 1, "the idle tenant was left alone");
        Assert.Equal(RunNowResult.NotHere, await tenant.Get<RecurringTasks>().RunNowAsync("of nobody", default));
        Assert.Equal(RunNowResult.Started, await tenant.Get<RecurringTasks>().RunNowAsync(Count, default));
        await Eventually.IsTrueAsync(() => _works.Done.Count == 1, "the other task ran");
        Assert.True(host.Directory.Tenants["one"].IsActive);
        Assert.Equal("one", Assert.Single(_works.Done));
    }

    [Fact]
    public async Task What_was_missed_while_nothing_ran_collapses_into_one_run()
    {
        await using var store = await JobsPlace.CreateAsync(DatabaseKind.Sqlite);
        await using (var before = TestHost.Create(store))
        {
            await AnnounceAsync(before, await before.AddTenantAsync(DatabaseKind.Sqlite, "one", Arrange));
            await before.MakeOverdueAsync("one", Count);
        }

        await using var after = TestHost.Create(store);
        var tenant = await after.AddTenantAsync(DatabaseKind.Sqlite, "one", Arrange);
        await after.StartAsync();
        await Eventually.IsTrueAsync(() => !_works.Done.IsEmpty, "the missed run was made up for");
        await Eventually.IsTrueAsync(
            async () => (await FindAsync(tenant, Count)).NextAt > TimeProvider.System.GetUtcNow(), "its next time is in the future");
        Assert.Single(_works.Done);
    }

    [Fact]
    public async Task Schedules_follow_the_shells_and_end_with_the_tenant()
    {
        await using var store = await JobsPlace.CreateAsync(DatabaseKind.Sqlite);
        await using var host = TestHost.Create(store);
        var tenant = await host.AddTenantAsync(DatabaseKind.Sqlite, "one", Arrange);
        using var end = new CancellationTokenSource();
        var following = host.Schedules.RunAsync(end.Token);

        await Eventually.IsTrueAsync(
            async () => (await FindAsync(tenant, Sleepy)).NextAt is not null && (await FindAsync(tenant, Count)).NextAt is not null,
            "the active shell's schedules were stored");
        // At a first start each tenant is woken once.
        Assert.True(await host.Schedules.TryWakeForgottenAsync(default));
        host.Directory.Tenants["one"].IsActive = false;
        host.Directory.Raise("one");
        await Eventually.IsTrueAsync(
            async () => (await FindAsync(tenant, Sleepy)).NextAt is null, "the released tenant keeps only what wakes it");
        Assert.NotNull((await FindAsync(tenant, Count)).NextAt);
        host.Directory.Tenants["one"].IsActive = true;
        host.Directory.Raise("one");
        await Eventually.IsTrueAsync(
            async () => (await FindAsync(tenant, Sleepy)).NextAt is not null, "the tenant that serves again has all");
        host.Directory.Tenants["one"].State = TenantState.Disabled;
        host.Directory.Raise("one");
        await Eventually.IsTrueAsync(async () => (await FindAsync(tenant, Count)).NextAt is null, "the disabled tenant has none");
        host.Directory.Tenants["one"].State = TenantState.Running;
        host.Directory.Raise("one");
        await Eventually.IsTrueAsync(async () => (await FindAsync(tenant, Count)).NextAt is not null, "the enabled tenant has them again");

        host.Directory.Tenants.Remove("one");
        await host.Schedules.ReconcileAsync(default);
        Assert.Empty(await host.ReadRecurringAsync());
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => following);
    }

    private void Arrange(IServiceCollection services) =>
        services.AddSingleton(_works).AddBackgroundTask<CountTask>().AddBackgroundTask<SleepyTask>();

    private static Task AnnounceAsync(TestHost host, TestShell tenant) =>
        host.Schedules.StoreAsync(
            tenant.Tenant.Name,
            [.. tenant.Services.GetServices<BackgroundTaskRegistration>().Where(x => x.TaskType.Assembly == typeof(CountTask).Assembly)
                .Select(RecurringTask.From)],
            tenant.Get<TimeProvider>(),
            default);

    private static async Task<RecurringTaskRow> FindAsync(TestShell tenant, string type) =>
        (await tenant.Get<RecurringTasks>().ListAsync(default)).Rows.Single(x => x.Task.Type == type);

    private static Task<IReadOnlyList<JobRun>> RunsAsync(TestShell tenant) => tenant.Get<JobRuns>().ListAsync(new JobRunFilter(), default);
}

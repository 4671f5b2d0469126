using Marketplace.Jobs.Queue;
using Marketplace.JobsWorker;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Jobs.Tests;

/// <summary>Jobs that a version before this one stored, in its tables.</summary>
public sealed class QuartzLeftoversTests
{
    private readonly Works _works = new();

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_waited_or_ran_is_done_what_failed_is_kept_and_the_tables_go(DatabaseKind kind)
    {
        await using var store = await JobsPlace.CreateAsync(kind);
        await using var host = TestHost.Create(store);
        var tenant = await host.AddTenantAsync(kind, "one", Arrange);
        host.Directory.Tenants["one"].IsActive = false;
        await store.InOldTablesAsync(async db =>
        {
            await OldJobs.AddAsync(db, "one", "waits", isPlanned: true);
            await OldJobs.AddAsync(db, "one", "ran when its process died", isPlanned: false, hasFired: true);
            await OldJobs.AddAsync(db, "one", "failed for good", isPlanned: false);
            await OldJobs.AddAsync(db, "gone", "of nobody", isPlanned: true);
        });

        await host.StartAsync();
        Assert.True(await host.Leftovers.TryTakeAllAsync(default));

        await Eventually.IsTrueAsync(() => _works.Done.Count == 2, "what waited is done");
        Assert.Equal(["one:ran when its process died", "one:waits"], _works.Done.Order(StringComparer.Ordinal));
        var (left, _) = await tenant.Get<QueuedJobs>().ListAsync(0, 10, default);
        var failed = Assert.Single(left, x => x.State == QueuedJobState.Failed);
        Assert.Equal("failed for good", failed.Key);
        Assert.True(await tenant.Get<QueuedJobs>().RetryAsync(failed.Name, default));
        await Eventually.IsTrueAsync(() => _works.Done.Count == 3, "what failed can be tried again");
        Assert.Empty(await store.ReadOldTablesAsync());
        Assert.True(host.Directory.Tenants["one"].IsActive);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_waits_for_a_tenant_that_is_switched_off_goes_on_waiting(DatabaseKind kind)
    {
        await using var store = await JobsPlace.CreateAsync(kind);
        await using var host = TestHost.Create(store);
        var tenant = await host.AddTenantAsync(kind, "one", Arrange);
        host.Directory.Tenants["one"].State = TenantState.Disabled;
        await store.InOldTablesAsync(db => OldJobs.AddAsync(db, "one", "waits", isPlanned: true));
        await host.StartAsync();
        Assert.True(await host.Leftovers.TryTakeAllAsync(default));
        Assert.NotEmpty(await store.ReadOldTablesAsync());

        host.Directory.Tenants["one"].State = TenantState.Running;
        await using var scope = tenant.CreateScope();
        Assert.True(await host.Leftovers.TakeAsync("one", scope.ServiceProvider, default));
        await Eventually.IsTrueAsync(() => _works.Done.Count == 1, "it ran when the tenant did");
        Assert.True(await host.Leftovers.TryTakeAllAsync(default));
        Assert.Empty(await store.ReadOldTablesAsync());
        Assert.Single(_works.Done);
    }

    [Fact]
    public async Task Two_processes_that_start_together_take_each_job_once()
    {
        await using var store = await JobsPlace.CreateAsync(DatabaseKind.Postgres);
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        await using var left = TestHost.Create(store);
        await using var right = TestHost.Create(store);
        await left.AddTenantAsync(database, "one", Arrange);
        await right.AddTenantAsync(database, "one", Arrange);
        await store.InOldTablesAsync(async db =>
        {
            for (var i = 0; i < 20; i++)
                await OldJobs.AddAsync(db, "one", $"n{i}", isPlanned: true);
        });
        await Task.WhenAll(left.StartAsync(), right.StartAsync());

        var done = await Task.WhenAll(left.Leftovers.TryTakeAllAsync(default), right.Leftovers.TryTakeAllAsync(default));

        Assert.Equal([true, true], done);
        await Eventually.IsTrueAsync(() => _works.Done.Count == 20, "all are done");
        Assert.Empty(await store.ReadOldTablesAsync());
        Assert.Equal(20, _works.Runs);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task One_job_that_cannot_be_read_holds_up_nothing_and_is_taken_when_it_can(DatabaseKind kind)
    {
        await using var store = await JobsPlace.CreateAsync(kind);
        await using var host = TestHost.Create(store);
        var tenant = await host.AddTenantAsync(kind, "one", Arrange);
        await store.InOldTablesAsync(async db =>
        {
            await OldJobs.AddAsync(db, "one", "damaged", isPlanned: true, data: "not JSON");
            await OldJobs.AddAsync(db, "one", "waits", isPlanned: true);
        });

        await host.Server.StartAsync(default);
        await Eventually.IsTrueAsync(() => _works.Done.Count == 1, "the other one is done");
        await Eventually.IsTrueAsync(
            async () => (await host.ReadRecurringAsync()).Any(x => x.StartsWith("one:", StringComparison.Ordinal)),
            "the schedules are stored all the same");
        Assert.NotEmpty(await store.ReadOldTablesAsync());

        await store.InOldTablesAsync(async db =>
        {
            await db.ExecuteAsync("delete from qrtz_triggers");
            await db.ExecuteAsync("delete from qrtz_job_details");
            await OldJobs.AddAsync(db, "one", "mended", isPlanned: true);
        });
        await Eventually.IsTrueAsync(() => _works.Done.Count == 2, "it was taken by a later attempt");
        await Eventually.IsTrueAsync(async () => (await store.ReadOldTablesAsync()).Count == 0, "the tables are gone");
        Assert.Equal(1, await host.CountServersAsync());
        Assert.Equal(["one:mended", "one:waits"], _works.Done.Order(StringComparer.Ordinal));
        Assert.Empty((await tenant.Get<QueuedJobs>().ListAsync(0, 10, default)).Jobs);
        await host.Server.StopAsync(default);
    }

    private void Arrange(IServiceCollection services) => services.AddSingleton(_works).AddJob<NoteJob, Note>();
}

using System.Text;
using Marketplace.Data;
using Marketplace.Jobs.Queue;
using Marketplace.Jobs.TakeOver;
using Marketplace.JobsWorker;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Jobs.Tests;

/// <summary>Jobs that a version before this one stored, as its tables hold them.</summary>
public sealed class QuartzLeftoversTests
{
    private readonly Works _works = new();

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_waited_or_ran_is_done_what_failed_is_kept_and_the_tables_go(DatabaseKind kind)
    {
        await using var store = await JobStore.CreateAsync(kind);
        await using var host = TestHost.Create(store);
        var tenant = await host.AddTenantAsync(kind, "one", Arrange);
        host.Directory.Tenants["one"].IsActive = false;
        await store.InOldTablesAsync(async db =>
        {
            await AddAsync(db, "one", "waits", isPlanned: true, hasFired: false);
            await AddAsync(db, "one", "ran when its process died", isPlanned: false, hasFired: true);
            await AddAsync(db, "one", "failed for good", isPlanned: false, hasFired: false);
            await AddAsync(db, "gone", "of nobody", isPlanned: true, hasFired: false);
        });

        await host.StartAsync();
        await host.Leftovers.TakeAllAsync(default);

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
        await using var store = await JobStore.CreateAsync(kind);
        await using var host = TestHost.Create(store);
        var tenant = await host.AddTenantAsync(kind, "one", Arrange);
        host.Directory.Tenants["one"].State = TenantState.Disabled;
        await store.InOldTablesAsync(db => AddAsync(db, "one", "waits", isPlanned: true, hasFired: false));
        await host.StartAsync();
        await host.Leftovers.TakeAllAsync(default);
        Assert.NotEmpty(await store.ReadOldTablesAsync());

        host.Directory.Tenants["one"].State = TenantState.Running;
        await using var scope = tenant.CreateScope();
        await host.Leftovers.TakeAsync("one", scope.ServiceProvider, default);
        await Eventually.IsTrueAsync(() => _works.Done.Count == 1, "it ran when the tenant did");
        await host.Leftovers.TakeAllAsync(default);
        Assert.Empty(await store.ReadOldTablesAsync());
        Assert.Single(_works.Done);
    }

    private void Arrange(IServiceCollection services) => services.AddSingleton(_works).AddJob<NoteJob, Note>();

    private static async Task AddAsync(UnitOfWork db, string tenant, string text, bool isPlanned, bool hasFired)
    {
        var (type, name) = (StoredNames.Of(typeof(NoteJob)), $"job/{StoredNames.Of(typeof(NoteJob))}/{text}");
        var data = Encoding.UTF8.GetBytes(
            System.Text.Json.JsonSerializer.Serialize(new { type, key = text, payload = $$"""{"text":"{{text}}"}""" }));
        await db.ExecuteAsync(
            "insert into qrtz_job_details (job_name, job_group, job_data) values (@name, @tenant, @data)", new { name, tenant, data });
        if (isPlanned)
        {
            await db.ExecuteAsync(
                "insert into qrtz_triggers (trigger_name, trigger_group, job_name, job_group, next_fire_time) "
                + "values (@trigger, @tenant, @name, @tenant, @due)",
                new { trigger = name + "#1", tenant, name, due = TimeProvider.System.GetUtcNow().AddSeconds(-1).UtcTicks });
        }

        if (hasFired)
        {
            await db.ExecuteAsync(
                "insert into qrtz_fired_triggers (job_name, job_group) values (@name, @tenant)", new { tenant, name });
        }
    }
}

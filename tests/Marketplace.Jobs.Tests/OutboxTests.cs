using Marketplace.Data;
using Marketplace.Jobs.Outbox;
using Marketplace.JobsWorker;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Jobs.Tests;

[Event("jobs.tests.told")]
internal sealed record Told(string What);

internal sealed class ToldHandler(Works works) : IEventHandler<Told>
{
    public Task HandleAsync(Told @event, string eventId, CancellationToken cancellationToken) => works.RunAsync(@event.What);
}

public sealed class OutboxTests
{
    private readonly Works _works = new();

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_waits_is_delivered_on_activation_and_what_is_committed_right_away(DatabaseKind kind)
    {
        await using var store = await JobsPlace.CreateAsync(kind);
        await using var host = TestHost.Create(store);
        var tenant = await host.AddTenantAsync(kind, "one", Arrange);
        await TellAsync(tenant, "before");
        Assert.Empty(_works.Done);

        await tenant.Get<OutboxPump>().ActivatedAsync(default);
        await Eventually.IsTrueAsync(() => _works.Done.Count == 1, "the waiting event was delivered");
        await TellAsync(tenant, "after");
        await Eventually.IsTrueAsync(() => _works.Done.Count == 2, "the new event was delivered");

        await tenant.Get<OutboxPump>().TerminatingAsync();
        await TellAsync(tenant, "later");
        await tenant.InScopeAsync<OutboxRelayTask, bool>(async task =>
        {
            await task.RunAsync(default);
            return true;
        });
        await Eventually.IsTrueAsync(() => _works.Done.Count == 3, "the recurring task delivered what nobody was told of");
        Assert.Equal(["before", "after", "later"], _works.Done);
    }

    [Fact]
    public async Task What_a_dead_process_was_at_is_delivered_when_the_next_one_begins_and_not_when_a_shell_does()
    {
        await using var store = await JobsPlace.CreateAsync(DatabaseKind.Sqlite);
        await using var host = TestHost.Create(store);
        var tenant = await host.AddTenantAsync(DatabaseKind.Sqlite, "one", Arrange);
        await TellAsync(tenant, "a");
        Assert.Single((await tenant.Get<OutboxRelay>().HandOutAsync(_ => 5, default)).Claimed);
        await tenant.Get<OutboxPump>().ActivatedAsync(default);
        await Eventually.IsTrueAsync(() => _works.Done.Count == 1, "what the one before had claimed is delivered");

        // In the same process another shell may be at it.
        await TellAsync(tenant, "b");
        await Eventually.IsTrueAsync(() => _works.Done.Count == 2, "all is delivered");
        await tenant.Get<OutboxPump>().TerminatingAsync();
        await TellAsync(tenant, "c");
        Assert.Single((await tenant.Get<OutboxRelay>().HandOutAsync(_ => 5, default)).Claimed);
        await tenant.Get<OutboxPump>().ActivatedAsync(default);
        Assert.Empty(await tenant.Get<OutboxRelay>().ClaimAsync(Lane.Work, 5, default));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task An_event_whose_handler_fails_wakes_the_tenant_when_it_is_due_again(DatabaseKind kind)
    {
        await using var store = await JobsPlace.CreateAsync(kind);
        await using var host = TestHost.Create(store);
        var tenant = await host.AddTenantAsync(kind, "one", Arrange);
        _works.Work = (_, before) => before == 0 ? throw new InvalidOperationException("Not now.") : Task.CompletedTask;
        await TellAsync(tenant, "a");
        tenant.Get<OutboxPump>().WakeAll();
        // A call is planned while it runs, too: for when its process dies.
        await Eventually.IsTrueAsync(
            async () =>
            {
                await using var db = await tenant.Database.OpenAsync(default);
                return await db.ScalarAsync<long>("select count(*) from outbox_deliveries where error is not null") == 1;
            },
            "it has failed");
        await Eventually.IsTrueAsync(
            async () => (await host.ReadScheduledAsync()).Any(
                x => x.Method == "WakeOutboxAsync" && x.At < DateTime.UtcNow.AddMinutes(1)),
            "a wake-up call is stored");
        Assert.Empty(_works.Done);

        host.Directory.Tenants["one"].IsActive = false;
        tenant.Time.Advance(TimeSpan.FromMinutes(1));
        await host.StartAsync();
        await Eventually.IsTrueAsync(() => _works.Done.Count == 1, "the stored wake-up call delivered it");
        Assert.True(host.Directory.Tenants["one"].IsActive);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Housekeeping_deletes_what_is_long_done_and_keeps_the_rest(DatabaseKind kind)
    {
        await using var store = await JobsPlace.CreateAsync(kind);
        await using var host = TestHost.Create(store);
        var tenant = await host.AddTenantAsync(kind, "one", Arrange);
        await TellAsync(tenant, "old");
        await tenant.DrainOutboxAsync();
        tenant.Time.Advance(TimeSpan.FromDays(7.5));
        await TellAsync(tenant, "new");

        await tenant.InScopeAsync<HousekeepingTask, bool>(async task =>
        {
            await task.RunAsync(default);
            return true;
        });
        await using var session = await tenant.Database.OpenAsync(default);
        Assert.Contains("new", Assert.Single(await session.QueryAsync<string>("select payload from outbox")), StringComparison.Ordinal);
        await Eventually.IsTrueAsync(() => _works.Done.Count == 2, "housekeeping delivered what waited");
    }

    private void Arrange(IServiceCollection services) => services.AddSingleton(_works).AddEventHandler<Told, ToldHandler>();

    private static Task TellAsync(TestShell tenant, string what) =>
        tenant.Database.InTransactionAsync(db => tenant.Get<IOutbox>().WriteAsync(db, new Told(what), default), default);
}

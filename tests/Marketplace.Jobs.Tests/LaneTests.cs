using Marketplace.Data;
using Marketplace.Jobs.Outbox;
using Marketplace.JobsWorker;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Marketplace.Jobs.Tests;

[Event("jobs.tests.told-in-order")]
internal sealed record ToldInOrder(string To, string What);

[Delivery(Lane.Money, OrderBy = nameof(ToldInOrder.To))]
internal sealed class ToldInOrderHandler(Works works) : IEventHandler<ToldInOrder>
{
    public Task HandleAsync(ToldInOrder @event, string eventId, CancellationToken cancellationToken) => works.RunAsync(@event.What);
}

/// <summary>What a lane does next, with nobody there to wake it.</summary>
public sealed class LaneTests
{
    private readonly Works _works = new();

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_came_behind_a_running_one_of_its_key_has_its_turn_when_that_one_ends(DatabaseKind kind)
    {
        await using var store = await JobsPlace.CreateAsync(kind);
        await using var host = TestHost.Create(store);
        var tenant = await host.AddTenantAsync(
            kind, "one", services => services.AddSingleton(_works).AddEventHandler<ToldInOrder, ToldInOrderHandler>());
        var hold = Hold("first");
        await tenant.Get<OutboxPump>().ActivatedAsync(default);

        await TellAsync(tenant, new ToldInOrder("ada", "first"));
        await Eventually.IsTrueAsync(() => _works.Runs == 1, "the first one runs");
        await TellAsync(tenant, new ToldInOrder("ada", "second"));
        await Eventually.IsTrueAsync(async () => await CountAsync(tenant) == 2, "the second one waits behind it");
        await TellAsync(tenant, new ToldInOrder("bob", "another's"));
        await Eventually.IsTrueAsync(async () => _works.Done.Count == 1 && await CountAsync(tenant) == 2, "another key does not wait");
        hold.SetResult();

        await Eventually.IsTrueAsync(async () => await CountAsync(tenant) == 0, "the second one had its turn");
        Assert.Equal(["another's", "first", "second"], _works.Done);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_process_that_stops_gives_back_at_once_what_waits_behind_others(DatabaseKind kind)
    {
        await using var store = await JobsPlace.CreateAsync(kind);
        await using var host = TestHost.Create(store);
        using var lifetime = new Lifetime();
        var tenant = await host.AddTenantAsync(
            kind,
            "one",
            services => services
                .AddSingleton(_works).AddSingleton<IHostApplicationLifetime>(lifetime).AddEventHandler<Told, ToldHandler>());
        var hold = Hold("held");
        for (var i = 0; i < 6; i++)
            await TellAsync(tenant, new Told("held"));
        tenant.Get<OutboxPump>().WakeAll();
        await Eventually.IsTrueAsync(
            async () => _works.Runs == 4 && await CountAsync(tenant, "claimed_until is not null") == 6,
            "four run and two wait for a place");

        lifetime.StopApplication();

        await Eventually.IsTrueAsync(
            async () => await CountAsync(tenant, "claimed_until is null and attempts = 0") == 2, "the two are anybody's");
        hold.SetResult();
        await Eventually.IsTrueAsync(async () => await CountAsync(tenant) == 2, "the four that ran are done");
        Assert.Equal(4, _works.Runs);
    }

    private TaskCompletionSource Hold(string which)
    {
        var hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _works.Holds = what => what == which ? hold.Task : Task.CompletedTask;
        return hold;
    }

    private static async Task TellAsync<TEvent>(TestShell tenant, TEvent @event)
        where TEvent : class
    {
        tenant.Time.Advance(TimeSpan.FromMilliseconds(1));
        await tenant.Database.InTransactionAsync(db => tenant.Get<IOutbox>().WriteAsync(db, @event, default), default);
    }

    private static async Task<long> CountAsync(TestShell tenant, string which = "1 = 1")
    {
        await using var db = await tenant.Database.OpenAsync(default);
        return await db.QuerySingleAsync<long>($"select count(*) from outbox_deliveries where {which}");
    }

    private sealed class Lifetime : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _stopping = new();

        public CancellationToken ApplicationStarted => default;

        public CancellationToken ApplicationStopping => _stopping.Token;

        public CancellationToken ApplicationStopped => default;

        public void StopApplication() => _stopping.Cancel();

        public void Dispose() => _stopping.Dispose();
    }
}

using System.Collections.Concurrent;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Data.Tests.Outbox;

/// <summary>Events whose handler is not there: its feature is off, its migration failed, or it comes with a newer version.</summary>
public sealed class WaitingTests
{
    private readonly ConcurrentQueue<string> _calls = new();

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_is_written_while_a_handler_is_away_waits_for_it_and_is_delivered_when_it_is_back(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using (await ShellAsync(database, with: [typeof(Buyer), typeof(Watcher)]))
        {
        }

        await using (var without = await ShellAsync(database, with: [typeof(Watcher)]))
        {
            await WriteAsync(without, "a", 1);
            await WriteAsync(without, "b", 2);
            Assert.Equal(2, await without.DrainOutboxAsync());
            Assert.Equal(["watcher a1", "watcher b2"], _calls);
            without.Time.Advance(TimeSpan.FromDays(400));
            Assert.Equal(0, await without.Get<OutboxPurge>().GiveUpAsync(TimeSpan.FromDays(90), default));
            Assert.Equal(0, await without.Get<OutboxPurge>().DeleteAsync(TimeSpan.FromDays(7), default));

            var waiting = Assert.Single(await without.Get<WaitingDeliveries>().ListAsync(default));
            Assert.Equal(
                ("Tests.Buyer", Lane.Money, 2L, 0L, false),
                (waiting.Handler, waiting.Lane, waiting.Waiting, waiting.GivenUp, waiting.IsHere));
            Assert.Equal("Marketplace.Data.Tests", waiting.Features);
            Assert.Equal(2, await without.Get<WaitingDeliveries>().CountWorryingAsync(default));
            // Nothing that this process can do is due: it need not be woken.
            Assert.Null(await without.Get<OutboxRelay>().FindNextDueAsync(default));
        }

        _calls.Clear();
        await using var again = await ShellAsync(database, with: [typeof(Buyer), typeof(Watcher)]);
        again.Time.Advance(TimeSpan.FromDays(400));
        Assert.Equal(2, await again.DrainOutboxAsync());
        Assert.Equal(["buyer a1", "buyer b2"], _calls);
        Assert.Empty(await again.Get<WaitingDeliveries>().ListAsync(default));
        Assert.Equal(2, await again.Get<OutboxPurge>().DeleteAsync(TimeSpan.FromDays(7), default));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task An_older_process_keeps_events_for_the_handlers_of_a_newer_one(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var older = await ShellAsync(database, with: [typeof(Watcher)]);
        await WriteAsync(older, "a", 1);
        await older.DrainOutboxAsync();
        await using var newer = await ShellAsync(database, with: [typeof(Buyer), typeof(Watcher)]);

        await WriteAsync(older, "a", 2);
        Assert.Equal(1, await older.DrainOutboxAsync());
        Assert.Equal(1, await newer.DrainOutboxAsync());
        // What was over before the handler came is not brought up again.
        Assert.Equal(["watcher a1", "watcher a2", "buyer a2"], _calls);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Mails_are_given_up_after_their_time_and_shown_until_somebody_sends_or_discards_them(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using (await ShellAsync(database, with: [typeof(Mailer)]))
        {
        }

        await using var without = await ShellAsync(database, with: []);
        await WriteAsync(without, "a", 1);
        await without.DrainOutboxAsync();
        without.Time.Advance(TimeSpan.FromDays(89));
        Assert.Equal(0, await without.Get<OutboxPurge>().GiveUpAsync(TimeSpan.FromDays(90), default));
        without.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, await without.Get<OutboxPurge>().GiveUpAsync(TimeSpan.FromDays(90), default));
        var waiting = Assert.Single(await without.Get<WaitingDeliveries>().ListAsync(default));
        Assert.Equal((0L, 1L), (waiting.Waiting, waiting.GivenUp));

        await using var again = await ShellAsync(database, with: [typeof(Mailer)]);
        again.Time.Advance(TimeSpan.FromDays(91));
        Assert.Equal(0, await again.DrainOutboxAsync());
        Assert.Equal(1, await again.Get<WaitingDeliveries>().CountWorryingAsync(default));
        Assert.Equal(1, await again.Database.InTransactionAsync(
            db => again.Get<WaitingDeliveries>().RetryAsync(db, "Tests.Mailer", default), default));
        Assert.Equal(1, await again.DrainOutboxAsync());
        Assert.Equal(["mailer a1"], _calls);
        Assert.Equal(0, await again.Get<WaitingDeliveries>().CountWorryingAsync(default));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Events_of_one_key_stay_in_order_and_hold_up_no_other_key(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var shell = await ShellAsync(database, with: [typeof(Teller)]);
        Teller.Failing = "a1";
        foreach (var (key, number) in new[] { ("a", 1), ("b", 2), ("a", 3), ("b", 4) })
            await WriteAsync(shell, key, number);

        Assert.Equal(2, await shell.DrainOutboxAsync());
        Assert.Equal(["teller b2", "teller b4"], _calls);
        Teller.Failing = "";
        shell.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(2, await shell.DrainOutboxAsync());
        Assert.Equal(["teller b2", "teller b4", "teller a1", "teller a3"], _calls);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_handler_that_looks_at_the_present_gets_the_newest_event_of_each_key(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using (await ShellAsync(database, with: [typeof(Watching)]))
        {
        }

        await using (var without = await ShellAsync(database, with: []))
        {
            for (var i = 0; i < 120; i++)
                await WriteAsync(without, i % 2 == 0 ? "a" : "b", i);
            await without.DrainOutboxAsync();
            Assert.Equal(2, Assert.Single(await without.Get<WaitingDeliveries>().ListAsync(default)).Waiting);
        }

        await using var again = await ShellAsync(database, with: [typeof(Watching)]);
        await again.DrainOutboxAsync();
        Assert.Equal(["watching a118", "watching b119"], _calls);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Of_an_event_of_before_deliveries_only_the_handlers_that_had_not_had_it_get_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var shell = await ShellAsync(database, with: [typeof(Buyer), typeof(Watcher), typeof(Mailer)]);
        await WriteAsync(shell, "a", 1);
        await WriteAsync(shell, "a", 2);
        // One was under way, the other was given up after twenty attempts.
        await shell.Database.InTransactionAsync(
            async db =>
            {
                await db.ExecuteAsync(
                    "update outbox set handled_by = 'Tests.Watcher', attempts = 3, error = 'Buyer: not now' where payload like '%1%'");
                await db.ExecuteAsync(
                    "update outbox set handled_by = '', attempts = 20, error = 'Buyer: not now' where payload like '%2%'");
            },
            default);

        await shell.DrainOutboxAsync();
        Assert.Equal(["buyer a1", "buyer a2", "mailer a1", "watcher a2"], _calls.Order(StringComparer.Ordinal));
        Assert.Equal(
            ("Tests.Mailer", 1L),
            Assert.Single((await shell.Get<WaitingDeliveries>().ListAsync(default)).Select(x => (x.Handler, x.GivenUp))));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_handler_that_is_forgotten_gets_nothing_more(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using (await ShellAsync(database, with: [typeof(Buyer)]))
        {
        }

        await using var without = await ShellAsync(database, with: []);
        await WriteAsync(without, "a", 1);
        await without.DrainOutboxAsync();
        Assert.Equal(1, await without.Database.InTransactionAsync(
            db => KnownHandlers.ForgetAsync(db, "Tests.Buyer", default), default));
        await WriteAsync(without, "a", 2);
        await without.DrainOutboxAsync();
        Assert.Empty(await without.Get<WaitingDeliveries>().ListAsync(default));
    }

    private static Task WriteAsync(TestShell shell, string key, int number) =>
        shell.Database.InTransactionAsync(db => shell.Get<IOutbox>().WriteAsync(db, new Paid(key, number), default), default);

    private Task<TestShell> ShellAsync(TestDatabase database, Type[] with) => TestShell.CreateAsync(database, setup =>
    {
        setup.Services.AddSingleton(_calls);
        foreach (var handler in with)
            setup.Services.AddScoped(handler)
                .AddSingleton(new EventHandlerRegistration(EventNames.Of(typeof(Paid)), typeof(Paid), handler));
    });

    [Event("tests.paid")]
    private sealed record Paid(string Key, int Number);

    private abstract class Handler(ConcurrentQueue<string> calls, string name) : IEventHandler<Paid>
    {
        public virtual Task HandleAsync(Paid @event, string eventId, CancellationToken cancellationToken)
        {
            calls.Enqueue($"{name} {@event.Key}{@event.Number}");
            return Task.CompletedTask;
        }
    }

    [StoredName("Tests.Buyer")]
    [Delivery(Lane.Money)]
    private sealed class Buyer(ConcurrentQueue<string> calls) : Handler(calls, "buyer");

    [StoredName("Tests.Watcher")]
    private sealed class Watcher(ConcurrentQueue<string> calls) : Handler(calls, "watcher");

    [StoredName("Tests.Mailer")]
    [Delivery(Lane.Mail)]
    private sealed class Mailer(ConcurrentQueue<string> calls) : Handler(calls, "mailer");

    [StoredName("Tests.Watching")]
    [Delivery(Lane.Work, OrderBy = nameof(Paid.Key), LatestOnly = true)]
    private sealed class Watching(ConcurrentQueue<string> calls) : Handler(calls, "watching");

    [StoredName("Tests.Teller")]
    [Delivery(Lane.Money, OrderBy = nameof(Paid.Key))]
    private sealed class Teller(ConcurrentQueue<string> calls) : Handler(calls, "teller")
    {
        public static string Failing { get; set; } = "";

        public override Task HandleAsync(Paid @event, string eventId, CancellationToken cancellationToken) =>
            Failing == @event.Key + @event.Number
                ? throw new InvalidOperationException("not now")
                : base.HandleAsync(@event, eventId, cancellationToken);
    }
}

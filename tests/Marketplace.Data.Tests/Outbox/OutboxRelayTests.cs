using System.Collections.Concurrent;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Data.Tests.Outbox;

public sealed class OutboxRelayTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Every_handler_gets_a_committed_event_once_and_in_order(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        for (var i = 0; i < 45; i++)
            await WriteAsync(shell, i);
        await using (var dropped = await shell.Database.BeginAsync(default))
            await shell.Get<IOutbox>().WriteAsync(dropped, new Happened(1000), default);

        Assert.Equal(90, await shell.DrainOutboxAsync());
        Assert.Equal(Enumerable.Range(0, 45), shell.Get<Record>().Numbers("first"));
        Assert.Equal(Enumerable.Range(0, 45), shell.Get<Record>().Numbers("second"));
        Assert.Equal(0, await shell.DrainOutboxAsync());
        Assert.Equal(
            45, shell.Get<Record>().Calls.Where(x => string.Equals(x.Handler, "first", StringComparison.Ordinal)).Select(x => x.EventId)
                .Distinct(StringComparer.Ordinal).Count());
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_relay_is_woken_by_a_commit_and_not_by_a_rollback(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        var raised = 0;
        shell.Get<OutboxSignal>().Raised += () => raised++;
        await using (var dropped = await shell.Database.BeginAsync(default))
            await shell.Get<IOutbox>().WriteAsync(dropped, new Happened(1), default);
        Assert.Equal(0, raised);
        await WriteAsync(shell, 2);
        Assert.Equal(1, raised);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_failing_handler_is_tried_again_alone_after_growing_pauses(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        var record = shell.Get<Record>();
        record.FailuresToCome = 3;
        await WriteAsync(shell, 7);

        Assert.Equal(1, await shell.DrainOutboxAsync());
        Assert.Equal([7], record.Numbers("first"));
        foreach (var seconds in new[] { 2, 4, 8 })
        {
            Assert.Equal(shell.Time.GetUtcNow() + TimeSpan.FromSeconds(seconds), await shell.Get<OutboxRelay>().FindNextDueAsync(default));
            shell.Time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
            Assert.Equal(0, await shell.DrainOutboxAsync());
            Assert.Empty(record.Numbers("second"));
            shell.Time.Advance(TimeSpan.FromMilliseconds(1));
            await shell.DrainOutboxAsync();
        }

        Assert.Equal([7], record.Numbers("first"));
        Assert.Equal([7], record.Numbers("second"));
        Assert.Null(await shell.Get<OutboxRelay>().FindNextDueAsync(default));
        Assert.Contains("FailingHandler could not handle event evt_", shell.Log.Text, StringComparison.Ordinal);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_failed_is_due_at_once_where_somebody_says_that_things_have_changed(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        var record = shell.Get<Record>();
        record.FailuresToCome = 1;
        await WriteAsync(shell, 7);
        await shell.DrainOutboxAsync();
        Assert.Empty(record.Numbers("second"));

        await shell.Get<OutboxRelay>().RetryFailedAsync(default);
        await shell.DrainOutboxAsync();

        Assert.Equal([7], record.Numbers("first"));
        Assert.Equal([7], record.Numbers("second"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task An_event_that_never_succeeds_is_never_given_up_and_stands_there_with_its_error(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        shell.Get<Record>().FailuresToCome = int.MaxValue;
        await WriteAsync(shell, 7);
        for (var i = 0; i < 40; i++)
        {
            await shell.DrainOutboxAsync();
            shell.Time.Advance(TimeSpan.FromHours(1));
        }

        await shell.Get<OutboxPurge>().GiveUpAsync(TimeSpan.FromHours(1), default);
        var waiting = Assert.Single(await shell.Get<WaitingDeliveries>().ListAsync(default));
        Assert.Equal((1L, 0L, 40, "not now", true), (waiting.Waiting, waiting.GivenUp, waiting.Attempts, waiting.Error, waiting.IsHere));
        Assert.Single(shell.Get<Record>().Numbers("first"));
        Assert.Equal(1, await shell.Get<WaitingDeliveries>().CountWorryingAsync(default));

        shell.Get<Record>().FailuresToCome = 0;
        await shell.DrainOutboxAsync();
        Assert.Equal([7], shell.Get<Record>().Numbers("second"));
        Assert.Equal(0, await shell.Get<WaitingDeliveries>().CountWorryingAsync(default));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_a_crashed_process_claimed_is_handled_when_its_claim_lapses(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await WriteAsync(shell, 7);
        // A process handed it out, claimed both deliveries and died before it began with them.
        var handedOut = await shell.Get<OutboxRelay>().HandOutAsync(_ => 5, default);
        Assert.Equal(2, handedOut.Claimed[Lane.Work].Count());

        Assert.Equal(0, await shell.DrainOutboxAsync());
        Assert.Equal(shell.Time.GetUtcNow() + OutboxRelay.Claim, await shell.Get<OutboxRelay>().FindNextDueAsync(default));
        Assert.True(OutboxRelay.Claim < TimeSpan.FromSeconds(90), "Nobody waits longer than a minute and a half for a dead process.");
        shell.Time.Advance(OutboxRelay.Claim);
        Assert.Equal(2, await shell.DrainOutboxAsync());
        // The first process comes to itself: what it claimed is not its own any more.
        Assert.False(await shell.Get<OutboxRelay>().HandleAsync(handedOut.Claimed[Lane.Work].First(), default));
        Assert.Equal([7], shell.Get<Record>().Numbers("second"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_process_that_works_alone_ends_the_claims_of_the_one_before(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await WriteAsync(shell, 7);
        Assert.Equal(2, (await shell.Get<OutboxRelay>().HandOutAsync(_ => 5, default)).Claimed[Lane.Work].Count());
        Assert.Equal(0, await shell.DrainOutboxAsync());

        await shell.Get<OutboxRelay>().EndClaimsAsync(default);
        Assert.Equal(2, await shell.DrainOutboxAsync());
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_relay_that_is_stopped_leaves_its_rows_to_the_next_at_once(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        for (var i = 0; i < 5; i++)
            await WriteAsync(shell, i);
        using var stop = new CancellationTokenSource();
        shell.Get<Record>().StopAt = (2, stop);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => shell.Get<OutboxRelay>().DrainAsync(stop.Token));
        Assert.Equal([0, 1], shell.Get<Record>().Numbers("second"));
        await shell.DrainOutboxAsync();
        Assert.Equal([0, 1, 2, 3, 4], shell.Get<Record>().Numbers("second"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Relays_at_the_same_time_hand_out_each_row_once(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var one = await ShellAsync(test);
        await using var two = await ShellAsync(test);
        for (var i = 0; i < 100; i++)
            await WriteAsync(one, i);

        var finished = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => (i % 2 == 0 ? one : two).DrainOutboxAsync())));
        Assert.Equal(200, finished.Sum());
        Assert.Equal(Enumerable.Range(0, 100), one.Get<Record>().Numbers("first").Concat(two.Get<Record>().Numbers("first")).Order());
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task An_event_that_no_feature_ever_handled_is_finished(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.Database.InTransactionAsync(db => shell.Get<IOutbox>().WriteAsync(db, new Unheard("x"), default), default);
        Assert.Equal(0, await shell.DrainOutboxAsync());
        Assert.Null(await shell.Get<OutboxRelay>().FindNextDueAsync(default));
        Assert.Empty(shell.Get<Record>().Calls);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Rows_done_long_ago_are_purged_and_no_others(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await WriteAsync(shell, 1);
        await shell.DrainOutboxAsync();
        shell.Time.Advance(TimeSpan.FromDays(10));
        await WriteAsync(shell, 2);

        Assert.Equal(1, await shell.Get<OutboxPurge>().DeleteAsync(TimeSpan.FromDays(7), default));
        Assert.Equal(2, await shell.DrainOutboxAsync());
    }

    [Fact]
    public async Task An_event_type_without_a_name_is_refused()
    {
        await using var shell = await ShellAsync(DatabaseKind.Sqlite);
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            shell.Database.InTransactionAsync(db => shell.Get<IOutbox>().WriteAsync(db, new Nameless(1), default), default));
    }

    private static Task WriteAsync(TestShell shell, int number) =>
        shell.Database.InTransactionAsync(db => shell.Get<IOutbox>().WriteAsync(db, new Happened(number), default), default);

    private static Task<TestShell> ShellAsync(DatabaseKind kind) => TestShell.CreateAsync(kind, Handlers);

    private static Task<TestShell> ShellAsync(TestDatabase database) => TestShell.CreateAsync(database, Handlers);

    private static void Handlers(TestShellSetup setup) =>
        setup.Services
            .AddSingleton<Record>()
            .AddEventHandler<Happened, RecordingHandler>()
            .AddEventHandler<Happened, FailingHandler>();

    [Event("tests.happened")]
    private sealed record Happened(int Number);

    [Event("tests.unheard")]
    private sealed record Unheard(string Text);

    private sealed record Nameless(int Number);

    private sealed class Record
    {
        public ConcurrentQueue<(string Handler, int Number, string EventId)> Calls { get; } = new();

        public int FailuresToCome { get; set; }

        public (int Number, CancellationTokenSource Stop)? StopAt { get; set; }

        public IReadOnlyList<int> Numbers(string handler) =>
            [.. Calls.Where(x => string.Equals(x.Handler, handler, StringComparison.Ordinal)).Select(x => x.Number)];
    }

    private sealed class RecordingHandler(Record record) : IEventHandler<Happened>
    {
        public Task HandleAsync(Happened @event, string eventId, CancellationToken cancellationToken)
        {
            record.Calls.Enqueue(("first", @event.Number, eventId));
            return Task.CompletedTask;
        }
    }

    private sealed class FailingHandler(Record record) : IEventHandler<Happened>
    {
        public async Task HandleAsync(Happened @event, string eventId, CancellationToken cancellationToken)
        {
            if (record.StopAt is var (number, stop) && number == @event.Number)
            {
                record.StopAt = null;
                await stop.CancelAsync();
            }

            cancellationToken.ThrowIfCancellationRequested();
            if (record.FailuresToCome > 0)
            {
                record.FailuresToCome--;
                throw new InvalidOperationException("not now");
            }

            record.Calls.Enqueue(("second", @event.Number, eventId));
        }
    }
}

using Marketplace.Jobs.Recurring;
using Marketplace.JobsWorker;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Marketplace.Jobs.Tests;

public sealed class ClockTests
{
    private static readonly RecurringTask Daily = RecurringTask.From(new(typeof(DailyTask)));
    private static readonly RecurringTask Sleepy = RecurringTask.From(new(typeof(SleepyTask)));

    private readonly Works _works = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 2, 10, 2, 0, TimeSpan.Zero));

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_clock_that_is_moved_ahead_a_day_runs_each_task_once(DatabaseKind kind)
    {
        await using var store = await JobsPlace.CreateAsync(kind);
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var host = await StartAsync(store, database, [Daily, Sleepy]);
        await host.UntilTickedAsync();
        Assert.Empty(_works.Done);

        _clock.Advance(TimeSpan.FromDays(1));
        await Eventually.IsTrueAsync(() => _works.Done.Count >= 2, "both tasks ran");
        await host.UntilTickedAsync();
        await Eventually.IsTrueAsync(async () => await host.CountPendingAsync() == 0, "nothing more is to come");
        Assert.Equal(["daily one", "sleepy one"], _works.Done.Order(StringComparer.Ordinal));

        _clock.Advance(TimeSpan.FromMinutes(5));
        await Eventually.IsTrueAsync(() => _works.Done.Count >= 3, "what is due every five minutes ran again");
        Assert.Equal("sleepy one", _works.Done.Last());
    }

    [Fact]
    public async Task Two_processes_with_a_tenant_awake_in_both_run_each_task_once()
    {
        await using var store = await JobsPlace.CreateAsync(DatabaseKind.Postgres);
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        await using var left = await StartAsync(store, database, [Sleepy]);
        await using var right = await StartAsync(store, database, [Sleepy]);
        var times = 0;
        foreach (var step in new[] { TimeSpan.FromMinutes(5), TimeSpan.FromDays(1), TimeSpan.FromMinutes(5) })
        {
            _clock.Advance(step);
            await Task.WhenAll(left.UntilTickedAsync(), right.UntilTickedAsync());
            Assert.Equal(++times, _works.Runs);
        }

        Assert.Equal(3, _works.Done.Count);
    }

    [Fact]
    public void A_clock_that_is_moved_back_brings_back_what_was_planned_for_later()
    {
        var plan = new Plan([Sleepy], _clock, before: null);
        _clock.Advance(TimeSpan.FromDays(1));
        var due = Assert.Single(plan.TakeDue());
        // Of all the times that it was missed, the last.
        Assert.Equal(new DateTimeOffset(2026, 3, 3, 10, 0, 0, TimeSpan.Zero), due.At);
        Assert.Empty(plan.TakeDue());

        _clock.AdjustTime(new DateTimeOffset(2026, 3, 2, 11, 2, 0, TimeSpan.Zero));
        Assert.Empty(plan.TakeDue());
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 11, 5, 0, TimeSpan.Zero), plan.NextOf(Sleepy.Type));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_schedule_that_lies_too_far_ahead_or_was_switched_off_is_stored_again(DatabaseKind kind)
    {
        await using var store = await JobsPlace.CreateAsync(kind);
        await using var first = Host(store);
        var tenant = await first.AddTenantAsync(kind, "one", Arrange);
        var next = new DateTimeOffset(2026, 3, 3, 3, 0, 0, TimeSpan.Zero);
        await first.Schedules.StoreAsync("one", [Daily], _clock, default);
        Assert.Equal(next, await NextAsync(tenant));

        var ahead = _clock.GetUtcNow().UtcDateTime.AddDays(20);
        await first.WriteScheduleAsync(
            "one", Daily.Type, 2_000_000_000, ("LastExecution", ahead.ToString("O")), ("NextExecution", ahead.AddDays(1).ToString("O")));
        await using var second = Host(store);
        await second.Schedules.StoreAsync("one", [Daily], _clock, default);
        Assert.Equal(next, await NextAsync(tenant));

        await second.WriteScheduleAsync("one", Daily.Type, -1, ("Error", "It failed."), ("NextExecution", ""));
        Assert.Null(await NextAsync(tenant));
        Assert.Equal(1, await second.Stored.MendAsync(default));
        Assert.Equal(next, await NextAsync(tenant));
        Assert.Equal(0, await second.Stored.MendAsync(default));
    }

    private TestHost Host(JobsPlace store) => TestHost.Create(store, services => services.AddSingleton<TimeProvider>(_clock));

    private async Task<TestHost> StartAsync(JobsPlace store, TestDatabase database, IReadOnlyList<RecurringTask> tasks)
    {
        var host = Host(store);
        await host.AddTenantAsync(database, "one", Arrange);
        await host.Schedules.StoreAsync("one", tasks, _clock, default);
        await host.StartAsync();
        return host;
    }

    private void Arrange(IServiceCollection services) =>
        services.AddSingleton(_works).AddBackgroundTask<DailyTask>().AddBackgroundTask<SleepyTask>();

    private static async Task<DateTimeOffset?> NextAsync(TestShell tenant) =>
        (await tenant.Get<RecurringTasks>().ListAsync(default)).Rows.Single(x => x.Task.Type == Daily.Type).NextAt;
}

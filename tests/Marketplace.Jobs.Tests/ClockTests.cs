using Marketplace.Jobs.Recurring;
using Marketplace.JobsWorker;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Marketplace.Jobs.Tests;

public sealed class ClockTests
{
    private readonly Works _works = new();

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_clock_that_is_moved_ahead_a_day_runs_each_task_once(DatabaseKind kind)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 10, 2, 0, TimeSpan.Zero));
        await using var store = await JobStore.CreateAsync(kind);
        await using var host = TestHost.Create(store, services => services.AddSingleton<TimeProvider>(clock));
        await host.AddTenantAsync(kind, "one", services => services.AddSingleton(_works)
            .AddBackgroundTask<DailyTask>().AddBackgroundTask<SleepyTask>());
        await host.Schedules.StoreAsync(
            "one", [RecurringTask.From(new(typeof(DailyTask))), RecurringTask.From(new(typeof(SleepyTask)))], clock, default);
        await host.StartAsync();
        await Task.Delay(TimeSpan.FromSeconds(2));
        Assert.Empty(_works.Done);

        clock.Advance(TimeSpan.FromDays(1));
        await Eventually.IsTrueAsync(() => _works.Done.Count >= 2, "both tasks ran");
        // As long as a second run would need.
        await Task.Delay(TimeSpan.FromSeconds(3));
        Assert.Equal(["daily one", "sleepy one"], _works.Done.Order(StringComparer.Ordinal));

        clock.Advance(TimeSpan.FromMinutes(5));
        await Eventually.IsTrueAsync(() => _works.Done.Count >= 3, "what is due every five minutes ran again");
        Assert.Equal("sleepy one", _works.Done.Last());
    }
}

using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Benchmarks.Jobs;

/// <summary>
/// Nine recurring tasks that find nothing to do, on schedules that the product's own have. With the three of the module Jobs a tenant has
/// twelve.
/// </summary>
internal static class IdleTasks
{
    public static void Add(IServiceCollection services) => services
        .AddBackgroundTask<EveryMinute>().AddBackgroundTask<EveryTwoMinutes>().AddBackgroundTask<EveryTenMinutes>()
        .AddBackgroundTask<EveryQuarter>().AddBackgroundTask<Hourly>().AddBackgroundTask<DailyAtThree>().AddBackgroundTask<DailyAtFour>()
        .AddBackgroundTask<DailyAtEight>().AddBackgroundTask<Weekly>();

    internal abstract class Idle : IBackgroundTask
    {
        public Task RunAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    [BackgroundTask(Title = "Every minute", Schedule = "* * * * *", WakesTenant = false)]
    private sealed class EveryMinute : Idle;

    [BackgroundTask(Title = "Every two minutes", Schedule = "*/2 * * * *", WakesTenant = false)]
    private sealed class EveryTwoMinutes : Idle;

    [BackgroundTask(Title = "Every ten minutes", Schedule = "*/10 * * * *", WakesTenant = false)]
    private sealed class EveryTenMinutes : Idle;

    [BackgroundTask(Title = "Every quarter of an hour", Schedule = "*/15 * * * *", WakesTenant = false)]
    private sealed class EveryQuarter : Idle;

    [BackgroundTask(Title = "Hourly", Schedule = "20 * * * *", WakesTenant = false)]
    private sealed class Hourly : Idle;

    [BackgroundTask(Title = "Daily at three", Schedule = "10 3 * * *")]
    private sealed class DailyAtThree : Idle;

    [BackgroundTask(Title = "Daily at four", Schedule = "20 4 * * *")]
    private sealed class DailyAtFour : Idle;

    [BackgroundTask(Title = "Daily at eight", Schedule = "20 8 * * *")]
    private sealed class DailyAtEight : Idle;

    [BackgroundTask(Title = "Weekly", Schedule = "30 4 * * 1")]
    private sealed class Weekly : Idle;
}

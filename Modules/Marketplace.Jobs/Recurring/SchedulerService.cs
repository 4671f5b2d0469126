using Marketplace.Jobs.Scheduling;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Marketplace.Jobs.Recurring;

/// <summary>
/// Starts the scheduler after the host serves, keeps the recurring schedules right, and lets running jobs finish at the end.
/// </summary>
internal sealed class SchedulerService(
    JobScheduler jobs, RecurringSchedules schedules, IHostApplicationLifetime lifetime, TimeProvider time,
    ILogger<SchedulerService> logger) : BackgroundService
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await WaitForStartAsync(stoppingToken);
            await StartSchedulerAsync(stoppingToken);
            await schedules.RunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            logger.LogDebug("The scheduler stops with the host");
        }

        await jobs.StopAsync(CancellationToken.None);
    }

    private async Task StartSchedulerAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var scheduler = await jobs.GetAsync(cancellationToken);
                await schedules.ReconcileAsync(cancellationToken);
                await scheduler.Start(cancellationToken);
                return;
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                logger.LogError(e, "The job scheduler could not start and is tried again in {Pause}", PauseAfterFailure);
                await Task.Delay(PauseAfterFailure, time, cancellationToken);
            }
        }
    }

    private async Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellationToken);
    }
}

using Hangfire;
using Hangfire.Server;
using Marketplace.Jobs.Recurring;
using Marketplace.Jobs.Storage;
using Marketplace.Jobs.TakeOver;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Marketplace.Jobs.Running;

/// <summary>
/// The process's one Hangfire server. It starts after the host serves, and lets running jobs finish at the end. Beside it go the recurring
/// schedules and what an older version left; none of them waits for another.
/// </summary>
internal sealed class JobServer(
    JobStore jobs, QuartzLeftovers leftovers, RecurringSchedules schedules, RecurringTick tick, IHostJobs hostJobs, HangfireLog log,
    IHostApplicationLifetime lifetime, ILogger<JobServer> logger) : BackgroundService
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(10);

    private BackgroundJobServer? _server;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await WaitForStartAsync(stoppingToken);
            await Task.WhenAll(
                UntilDoneAsync(ServeAsync, stoppingToken),
                FollowAsync(stoppingToken),
                leftovers.RunAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            logger.LogDebug("The job server stops with the host");
        }

        await EndServingAsync();
    }

    /// <summary>Works on what is stored from now on.</summary>
    public async Task ServeAsync(CancellationToken cancellationToken)
    {
        log.Use();
        var store = await jobs.GetAsync(cancellationToken);
        await jobs.Location.FreeAsync(cancellationToken);
        _server = await Task.Run(() => new BackgroundJobServer(Options(store), store.Storage, [tick]), cancellationToken);
    }

    /// <summary>
    /// Takes nothing more, and waits for what runs. What does not end in time is taken over by another process or the next start.
    /// </summary>
    public async Task EndServingAsync()
    {
        if (Interlocked.Exchange(ref _server, null) is not { } server)
            return;
        server.SendStop();
        await Task.WhenAll(server.WaitForShutdownAsync(CancellationToken.None), tick.EndAsync());
        server.Dispose();
    }

    private BackgroundJobServerOptions Options(OpenJobStore store) => new()
    {
        WorkerCount = jobs.Options.Concurrency,
        SchedulePollingInterval = jobs.Options.SchedulePolling,
        StopTimeout = jobs.Options.StopTime,
        ShutdownTimeout = jobs.Options.StopTime + TimeSpan.FromSeconds(5),
        HeartbeatInterval = TimeSpan.FromSeconds(15),
        ServerTimeout = TimeSpan.FromMinutes(1),
        ServerCheckInterval = TimeSpan.FromSeconds(30),
        CancellationCheckInterval = TimeSpan.FromSeconds(15),
        FilterProvider = store.Filters,
        Activator = new HostJobActivator(hostJobs),
    };

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        await UntilDoneAsync(schedules.ReconcileAsync, cancellationToken);
        await schedules.RunAsync(cancellationToken);
    }

    private async Task UntilDoneAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await work(cancellationToken);
                return;
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                logger.LogError(e, "The job server could not start and is tried again in {Pause}", PauseAfterFailure);
                await Task.Delay(PauseAfterFailure, cancellationToken);
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

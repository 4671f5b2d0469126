using Hangfire.Server;
using Marketplace.Jobs.Outbox;
using Marketplace.Jobs.Queue;
using Marketplace.Jobs.Recurring;
using Marketplace.Jobs.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Jobs.Running;

/// <summary>Takes what Hangfire runs into its tenant.</summary>
internal sealed class HostJobs(ITenantDirectory directory, JobStore store) : IHostJobs
{
    private const string Failures = "Failures";

    private static readonly TimeSpan BusyPause = TimeSpan.FromSeconds(1);

    public async Task RunQueuedAsync(string tenant, string name, PerformContext? context, CancellationToken cancellationToken)
    {
        var ran = await directory.RunInTenantAsync(
            tenant, activate: true,
            (services, token) => services.GetRequiredService<QueuedRun>().ExecuteAsync(name, context?.BackgroundJob.Id, token),
            cancellationToken);
        // One that is gone takes its queue with it.
        if (!ran && (await directory.ListAsync(cancellationToken)).Any(x => x.Name == tenant))
            throw new TryAgainException(store.Time.GetUtcNow() + store.Options.UnavailablePause, $"The tenant {tenant} is not running.");
    }

    public async Task RunTaskAsync(
        string tenant, string type, bool wakes, int failures, PerformContext? context, CancellationToken cancellationToken)
    {
        var since = context?.GetJobParameter<int>(Failures) ?? 0;
        var isBusy = false;
        try
        {
            await directory.RunInTenantAsync(
                tenant, activate: wakes,
                async (services, token) => isBusy = !await services.GetRequiredService<TaskRun>()
                    .TryExecuteAsync(type, failures + since + 1, token),
                cancellationToken);
        }
        catch (TryAgainException)
        {
            context?.SetJobParameter(Failures, since + 1);
            throw;
        }

        if (isBusy)
            throw new TryAgainException(store.Time.GetUtcNow() + BusyPause, "It runs already.");
    }

    public Task WakeOutboxAsync(string tenant, CancellationToken cancellationToken) =>
        directory.RunInTenantAsync(
            tenant,
            activate: true,
            (services, _) =>
            {
                services.GetRequiredService<OutboxPump>().WakeAll();
                return Task.CompletedTask;
            },
            cancellationToken);
}

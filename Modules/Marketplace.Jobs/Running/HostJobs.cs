using Hangfire.Server;
using Marketplace.Jobs.Outbox;
using Marketplace.Jobs.Queue;
using Marketplace.Jobs.Recurring;
using Marketplace.Jobs.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Jobs.Running;

/// <summary>
/// Takes what Hangfire runs into its tenant. What fails on the way there and back, such as a database that is away, is tried again: only a
/// job or a task that failed itself says when there is an end.
/// </summary>
internal sealed class HostJobs(ITenantDirectory directory, JobStore store) : IHostJobs
{
    private const string Failures = nameof(Failures);
    private const string Troubles = nameof(Troubles);
    private const string Waits = nameof(Waits);

    /// <summary>Longer than it takes until the last process has heard of a new tenant.</summary>
    private const int LooksForTenant = 4;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    public async Task RunQueuedAsync(string tenant, string name, PerformContext? context, CancellationToken cancellationToken)
    {
        var ran = false;
        try
        {
            ran = await directory.RunInTenantAsync(
                tenant, activate: true, (services, token) => services.GetRequiredService<QueuedRun>().ExecuteAsync(name, token),
                cancellationToken);
        }
        catch (Exception e) when (IsTrouble(e, cancellationToken))
        {
            throw Again(store.Options.PauseAfter(Count(context, Troubles)), e);
        }

        if (!ran)
            throw await WhyNotAsync(tenant, context, cancellationToken);
    }

    public async Task RunTaskAsync(
        string tenant, string type, bool wakes, int failures, PerformContext? context, CancellationToken cancellationToken)
    {
        var attempt = failures + (context?.GetJobParameter<int>(Failures) ?? 0) + 1;
        var isBusy = false;
        try
        {
            await directory.RunInTenantAsync(
                tenant, activate: wakes,
                async (services, token) =>
                    isBusy = !await services.GetRequiredService<TaskRun>().TryExecuteAsync(type, due: null, attempt, token),
                cancellationToken);
        }
        catch (TryAgainException)
        {
            Count(context, Failures);
            throw;
        }
        catch (Exception e) when (IsTrouble(e, cancellationToken))
        {
            var troubles = Count(context, Troubles);
            if (troubles > store.Options.Retries)
                throw;
            throw Again(store.Options.PauseAfter(troubles), e);
        }

        if (isBusy)
            throw new TryAgainException(store.Time.GetUtcNow() + WaitAfter(Count(context, Waits)), "It runs already.");
    }

    public async Task WakeOutboxAsync(string tenant, CancellationToken cancellationToken)
    {
        var woken = false;
        try
        {
            woken = await directory.RunInTenantAsync(
                tenant, activate: true, (services, _) =>
                {
                    services.GetRequiredService<OutboxPump>().WakeAll();
                    return Task.CompletedTask;
                },
                cancellationToken);
        }
        catch (Exception e) when (IsTrouble(e, cancellationToken))
        {
            throw Again(store.Options.UnavailablePause, e);
        }

        if (!woken && await FindAsync(tenant, cancellationToken) is { State: TenantState.Running })
            throw NotRunning(tenant);
    }

    /// <summary>Why a job of the tenant was not run, and what becomes of it.</summary>
    private async Task<Exception> WhyNotAsync(string tenant, PerformContext? context, CancellationToken cancellationToken)
    {
        switch (await FindAsync(tenant, cancellationToken))
        {
            case null:
                // One that is gone takes its queue with it; of one that is new, this process may not have heard yet.
                var looks = Count(context, Waits);
                return looks > LooksForTenant
                    ? new SetAsideException($"There is no tenant {tenant}.")
                    : new TryAgainException(
                        store.Time.GetUtcNow() + store.Options.PauseAfter(looks), $"The tenant {tenant} is not known here.");
            case { State: TenantState.Disabled }:
                return new SetAsideException($"The tenant {tenant} is switched off. Its jobs are told again when it serves.");
            default:
                return NotRunning(tenant);
        }
    }

    private async Task<TenantInfo?> FindAsync(string tenant, CancellationToken cancellationToken) =>
        (await directory.ListAsync(cancellationToken)).FirstOrDefault(x => x.Name == tenant);

    private TryAgainException NotRunning(string tenant) =>
        new(store.Time.GetUtcNow() + store.Options.UnavailablePause, $"The tenant {tenant} is not running.");

    private TryAgainException Again(TimeSpan pause, Exception cause) =>
        new(store.Time.GetUtcNow() + pause, $"It could not be run: {cause.Message}", cause);

    private static bool IsTrouble(Exception e, CancellationToken cancellationToken) =>
        e is not (TryAgainException or FailedForGoodException)
            && !(e is OperationCanceledException && cancellationToken.IsCancellationRequested);

    /// <summary>Twice as long each time: whoever runs it may take hours.</summary>
    private static TimeSpan WaitAfter(int waits) =>
        waits > 6 ? LongestWait : TimeSpan.FromSeconds(Math.Min(LongestWait.TotalSeconds, Math.Pow(2, waits - 1)));

    /// <returns>How often this has been counted for the job.</returns>
    private static int Count(PerformContext? context, string what)
    {
        if (context is null)
            return 1;
        var count = context.GetJobParameter<int>(what) + 1;
        context.SetJobParameter(what, count);
        return count;
    }
}

using Marketplace.Deployments.Deployments;
using Microsoft.Extensions.Localization;

namespace Marketplace.Deployments.Provisioning;

/// <summary>
/// Picks up deployments whose job was lost or gave up, and ends those that have been starting for too long, so that no customer's credits
/// stay reserved for something that never comes.
/// </summary>
[BackgroundTask(
    Title = "Resume provisioning", Description = "Picks up deployments that stopped half way and ends those that never start.",
    Schedule = "* * * * *", WakesTenant = false)]
[StoredName("Marketplace.Deployments.ResumeProvisioning")]
internal sealed class ResumeProvisioning(
    DeploymentStore store, MoveDeployment move, IJobQueue jobs, TimeProvider time, IStringLocalizer<ResumeProvisioning> text)
        : IBackgroundTask
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>From the order on.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(30);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var deployment in await store.ListStuckAsync(now - Patience, cancellationToken))
        {
            if (now - deployment.CreatedAt >= Limit)
            {
                await move.FailedAsync(
                    deployment, text["It did not start within {0} minutes.", (int)Limit.TotalMinutes], cancellationToken);
                continue;
            }

            var step = (int)(now - deployment.CreatedAt).TotalSeconds + 1_000_000;
            await jobs.EnqueueAsync<ProvisionDeployment, ProvisioningStep>(
                new ProvisioningStep(deployment.Id, step), $"{deployment.Id}:{step}", TimeSpan.Zero, cancellationToken);
        }
    }
}

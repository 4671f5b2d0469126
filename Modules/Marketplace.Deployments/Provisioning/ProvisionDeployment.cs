using Marketplace.Deployments.Deployments;
using Marketplace.Deployments.Grid;

namespace Marketplace.Deployments.Provisioning;

/// <param name="Number">How often the grid was asked; part of the job's key, because a job that runs cannot queue its own key
/// again.</param>
internal sealed record ProvisioningStep(string DeploymentId, int Number);

/// <summary>
/// Takes a deployment one step further: submits it, or asks how far it is and comes back later. It reads where things stand from the
/// database each time, so that a process that dies leaves nothing but a step to repeat.
/// </summary>
[StoredName("Marketplace.Deployments.ProvisionDeployment")]
internal sealed class ProvisionDeployment(DeploymentStore store, IGridClient grid, MoveDeployment move, IJobQueue jobs)
    : IJob<ProvisioningStep>
{
    public async Task ExecuteAsync(ProvisioningStep payload, CancellationToken cancellationToken)
    {
        switch (await store.FindAsync(payload.DeploymentId, cancellationToken))
        {
            case { Status: DeploymentStatus.Queued } queued:
                await SubmitAsync(queued, payload, cancellationToken);
                break;
            case { Status: DeploymentStatus.Provisioning } provisioning:
                await LookAsync(provisioning, payload, cancellationToken);
                break;
        }
    }

    private async Task SubmitAsync(Deployment deployment, ProvisioningStep step, CancellationToken cancellationToken)
    {
        switch (await grid.SubmitAsync(deployment.ToGridRequest(), cancellationToken))
        {
            case SubmitWorkloadResult.Accepted accepted:
                // It may have been given up while the grid was thinking, and then nobody pays for what the grid has taken.
                if (!await move.SubmittedAsync(deployment, accepted.GridDeploymentId, cancellationToken)
                    && await store.FindAsync(deployment.Id, cancellationToken) is { Status: DeploymentStatus.Failed })
                    await grid.CancelAsync(accepted.GridDeploymentId, cancellationToken);
                else
                    await ComeBackAsync(step, cancellationToken);
                break;
            case SubmitWorkloadResult.Refused refused:
                await move.FailedAsync(deployment, refused.Reason, cancellationToken);
                break;
        }
    }

    private async Task LookAsync(Deployment deployment, ProvisioningStep step, CancellationToken cancellationToken)
    {
        switch (await grid.GetAsync(deployment.GridDeploymentId!, cancellationToken))
        {
            case GridState.Pending:
                await move.SeenAsync(deployment, cancellationToken);
                await ComeBackAsync(step, cancellationToken);
                break;
            case GridState.Ready ready:
                await move.RunningAsync(deployment, ready.Connection, cancellationToken);
                break;
            case GridState.Failed failed:
                await move.FailedAsync(deployment, failed.Reason, cancellationToken);
                break;
        }
    }

    private Task ComeBackAsync(ProvisioningStep step, CancellationToken cancellationToken)
    {
        var next = step with { Number = step.Number + 1 };
        // Most workloads start within seconds; the grid is not asked that often about the others.
        var pause = TimeSpan.FromSeconds(next.Number <= 10 ? 1 : 5);
        return jobs.EnqueueAsync<ProvisionDeployment,
            ProvisioningStep>(next, $"{next.DeploymentId}:{next.Number}", pause, cancellationToken);
    }
}

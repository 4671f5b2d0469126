using Marketplace.Deployments.Deployments;
using Marketplace.Deployments.Grid;

namespace Marketplace.Deployments.Provisioning;

/// <summary>
/// What failed is not paid, so nothing of it stays on the grid; as an event's handler it is tried until the grid has heard.
/// </summary>
[StoredName("Marketplace.Deployments.CancelWorkload")]
[Delivery(Lane.Work)]
internal sealed class CancelWorkload(DeploymentStore store, IGridClient grid) : IEventHandler<DeploymentFailed>
{
    public async Task HandleAsync(DeploymentFailed @event, string eventId, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(@event.DeploymentId, cancellationToken) is { Status: DeploymentStatus.Failed,
            GridDeploymentId: { } gridDeploymentId })
            await grid.CancelAsync(gridDeploymentId, cancellationToken);
    }
}

using Marketplace.Deployments.Deployments;

namespace Marketplace.Deployments.Provisioning;

/// <summary>The purchase is committed: the work may begin.</summary>
[StoredName("Marketplace.Deployments.StartProvisioning")]
[Delivery(Lane.Money)]
internal sealed class StartProvisioning(IJobQueue jobs) : IEventHandler<DeploymentQueued>
{
    public Task HandleAsync(DeploymentQueued @event, string eventId, CancellationToken cancellationToken) =>
        jobs.EnqueueAsync<ProvisionDeployment, ProvisioningStep>(
            new ProvisioningStep(@event.DeploymentId, 0), @event.DeploymentId, TimeSpan.Zero, cancellationToken);
}

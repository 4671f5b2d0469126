namespace Marketplace.Deployments.Deployments;

/// <summary>A deployment waits to be provisioned.</summary>
[Event("deployments.queued")]
public sealed record DeploymentQueued(string DeploymentId);

/// <summary>A deployment runs and is paid.</summary>
[Event("deployments.running", Unheard = "The order that asked for it settles it in the same transaction; this is for other modules.")]
public sealed record DeploymentRunning(string DeploymentId, string UserId, string ServiceId, string Name);

/// <summary>A deployment failed to start; it cost nothing.</summary>
[Event("deployments.failed")]
public sealed record DeploymentFailed(string DeploymentId, string UserId, string ServiceId, string Name, string Reason);

namespace Marketplace.Orders.Units;

/// <summary>Credits are reserved and the delivery is queued.</summary>
/// <param name="DeploymentIds">One per unit.</param>
[Event("catalog.order-placed", Unheard = "The dashboard reads orders; this is for other modules.")]
public sealed record OrderPlaced(
    string OrderId, string UserId, string ProductId, string ProductName, CreditAmount Total, IReadOnlyList<string> DeploymentIds);

/// <summary>A unit was delivered and paid.</summary>
[Event("catalog.order-delivered", Unheard = "The dashboard reads orders; this is for other modules.")]
public sealed record OrderDelivered(string OrderId, string UserId, string ProductId, string DeploymentId, CreditAmount Amount);

/// <summary>A unit could not be delivered; its reserved credits are free again.</summary>
[Event("catalog.order-failed")]
public sealed record OrderFailed(string OrderId, string UserId, string ProductId, string DeploymentId, CreditAmount Amount, string Reason);

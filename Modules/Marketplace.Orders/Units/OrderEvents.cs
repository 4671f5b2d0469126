using System.Text.Json.Serialization;

namespace Marketplace.Orders.Units;

/// <summary>Credits are reserved and the delivery is queued.</summary>
/// <param name="UnitIds">One per unit; stored events name them as they did before.</param>
[Event("catalog.order-placed", Unheard = "The dashboard reads orders; this is for other modules.")]
public sealed record OrderPlaced(
    string OrderId,
    string UserId,
    string ProductId,
    string ProductName,
    CreditAmount Total,
    [property: JsonPropertyName("deploymentIds")] IReadOnlyList<string> UnitIds);

/// <summary>A unit was delivered and paid.</summary>
[Event("catalog.order-delivered", Unheard = "The dashboard reads orders; this is for other modules.")]
public sealed record OrderDelivered(
    string OrderId, string UserId, string ProductId, [property: JsonPropertyName("deploymentId")] string UnitId, CreditAmount Amount);

/// <summary>A unit could not be delivered; its reserved credits are free again.</summary>
[Event("catalog.order-failed")]
public sealed record OrderFailed(
    string OrderId,
    string UserId,
    string ProductId,
    [property: JsonPropertyName("deploymentId")] string UnitId,
    CreditAmount Amount,
    string Reason);

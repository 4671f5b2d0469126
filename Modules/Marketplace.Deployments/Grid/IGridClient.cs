using Marketplace.Orders.Units;

namespace Marketplace.Deployments.Grid;

/// <summary>
/// The grid that runs what is bought. Calls may be repeated after a crash, so each is idempotent. A fault of the connection is thrown and
/// tried again.
/// </summary>
public interface IGridClient
{
    /// <summary>Asks for a workload. The same name again answers the id of the first.</summary>
    Task<SubmitWorkloadResult> SubmitAsync(GridRequest request, CancellationToken cancellationToken);

    Task<GridState> GetAsync(string gridDeploymentId, CancellationToken cancellationToken);

    /// <summary>Takes a workload away; an unknown or canceled one is fine.</summary>
    Task CancelAsync(string gridDeploymentId, CancellationToken cancellationToken);
}

/// <param name="Name">The deployment's id: unique for ever.</param>
/// <param name="Kind">For example <c>vm</c>.</param>
public sealed record GridRequest(
    string Name, string Kind, string ServiceId, ProductSize Size, IReadOnlyDictionary<string, string> Attributes);

public abstract record SubmitWorkloadResult
{
    private SubmitWorkloadResult()
    {
    }

    public sealed record Accepted(string GridDeploymentId) : SubmitWorkloadResult;

    /// <param name="Reason">For the customer.</param>
    public sealed record Refused(string Reason) : SubmitWorkloadResult;
}

public abstract record GridState
{
    private GridState()
    {
    }

    public sealed record Pending : GridState;

    public sealed record Ready(ConnectionDetails Connection) : GridState;

    /// <param name="Reason">For the customer.</param>
    public sealed record Failed(string Reason) : GridState;
}

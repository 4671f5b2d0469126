using Marketplace.Deployments.Grid;

namespace Marketplace.Deployments.Tests.Support;

/// <summary>
/// Lets a test fail calls before or after they reach the grid behind it, as a lost connection or a process that dies does.
/// </summary>
internal sealed class TestGrid(IGridClient behind) : IGridClient
{
    /// <summary>Thrown once, before the grid hears of the call.</summary>
    public Exception? FailBefore { get; set; }

    /// <summary>Thrown once, after the grid did what it was asked.</summary>
    public Exception? FailAfter { get; set; }

    public string? Refusal { get; set; }

    /// <summary>What happens elsewhere while the grid is thinking.</summary>
    public Func<Task> Submitting { get; set; } = () => Task.CompletedTask;

    public int Submitted { get; private set; }

    public int Canceled { get; private set; }

    public async Task<SubmitWorkloadResult> SubmitAsync(GridRequest request, CancellationToken cancellationToken)
    {
        Submitted++;
        await Submitting();
        return Refusal is null
            ? await CallAsync(() => behind.SubmitAsync(request, cancellationToken))
            : new SubmitWorkloadResult.Refused(Refusal);
    }

    public Task<GridState> GetAsync(string gridDeploymentId, CancellationToken cancellationToken) =>
        CallAsync(() => behind.GetAsync(gridDeploymentId, cancellationToken));

    public Task CancelAsync(string gridDeploymentId, CancellationToken cancellationToken)
    {
        Canceled++;
        return behind.CancelAsync(gridDeploymentId, cancellationToken);
    }

    private async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        if (FailBefore is { } before)
        {
            FailBefore = null;
            throw before;
        }

        var result = await call();
        if (FailAfter is { } after)
        {
            FailAfter = null;
            throw after;
        }

        return result;
    }
}

namespace Marketplace.Deployments.SimulatedGrid;

/// <summary>The settings section <c>simulatedGrid</c>.</summary>
internal sealed record SimulatedGridSettings
{
    public const string Section = "simulatedGrid";

    /// <summary>
    /// Outside Development nobody pays for machines that do not exist: workloads are refused there unless this is set, for a demonstration.
    /// </summary>
    public bool InProduction { get; init; }

    /// <summary>How long a workload takes to start.</summary>
    public int StartSeconds { get; init; } = 2;

    /// <summary>Ids of services whose workloads fail to start, to see what customers see then.</summary>
    public IReadOnlyList<string> FailingServices { get; init; } = [];
}

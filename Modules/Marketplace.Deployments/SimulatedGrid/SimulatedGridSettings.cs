namespace Marketplace.Deployments;

/// <summary>The settings section <c>simulatedGrid</c>.</summary>
internal sealed record SimulatedGridSettings
{
    public const string Section = "simulatedGrid";

    /// <summary>How long a workload takes to start.</summary>
    public int StartSeconds { get; init; } = 2;

    /// <summary>Ids of services whose workloads fail to start, to see what customers see then.</summary>
    public IReadOnlyList<string> FailingServices { get; init; } = [];
}

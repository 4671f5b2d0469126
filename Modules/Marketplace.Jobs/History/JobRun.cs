namespace Marketplace.Jobs.History;

internal enum JobKind
{
    Task,
    Job,
}

internal enum JobOutcome
{
    Succeeded,
    Failed,

    /// <summary>The process stopped before it was done; it runs again.</summary>
    Interrupted,
}

/// <summary>One run of a task or job in this tenant.</summary>
internal sealed record JobRun
{
    public required string Id { get; init; }

    public required JobKind Kind { get; init; }

    /// <summary>The stored name of the class.</summary>
    public required string Type { get; init; }

    /// <summary>The queued job's key; empty for a recurring task.</summary>
    public required string JobKey { get; init; }

    /// <summary>1 for the first try.</summary>
    public required int Attempt { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required long DurationMs { get; init; }

    public required JobOutcome Outcome { get; init; }

    public string? Error { get; init; }

    /// <param name="IsRoutine">It is one of many that go as the last one did: see <see cref="JobRuns"/>.</param>
    internal sealed record Start(JobKind Kind, string Type, string Key, int Attempt, bool IsRoutine = false);
}

using Marketplace.Jobs.History;

namespace Marketplace.Jobs.Queue;

internal enum QueuedJobState
{
    Waiting,
    Running,

    /// <summary>For good: it waits for somebody to retry or discard it.</summary>
    Failed,
}

/// <summary>A row of <c>queued_jobs</c>.</summary>
internal sealed record QueuedJob
{
    /// <summary>Names the job inside the tenant; made of type and key.</summary>
    public required string Name { get; init; }

    /// <summary>Stored name of the class.</summary>
    public required string Type { get; init; }

    public required string Key { get; init; }

    public string Payload { get; init; } = "";

    public required QueuedJobState State { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Attempts that failed since it was queued, or since somebody had it tried again.</summary>
    public required int Failures { get; init; }

    /// <summary>Its id in Hangfire; null until it is there.</summary>
    public string? BackgroundJob { get; init; }

    public string Title => JobTitles.Of(Type);
}

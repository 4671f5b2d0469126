namespace Marketplace.Jobs.Storage;

/// <summary>Settings of the whole host, section <c>Marketplace:Jobs</c>.</summary>
internal sealed class JobsOptions
{
    public const string Section = "Marketplace:Jobs";

    public static readonly TimeSpan LongestClaim = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How many jobs this process runs at once; and as many again of the recurring tasks that wake nobody, which are no jobs of the store.
    /// </summary>
    public int Concurrency { get; set; } = Math.Max(4, Environment.ProcessorCount);

    /// <summary>How often a queued job is tried again before it is kept as failed.</summary>
    public int Retries { get; set; } = 7;

    /// <summary>The pause before the first repetition of a failed run; each further one is three times as long, up to an hour.</summary>
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long what concerns a tenant that cannot be started waits before it is looked at again.</summary>
    public TimeSpan UnavailablePause { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long a job waits at most for a free worker of another process than the one that stored it; those of its own see it at once.
    /// </summary>
    public TimeSpan QueuePolling { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How much later than planned a job may start that was put off.</summary>
    public TimeSpan SchedulePolling { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// A process that dies keeps what it ran for so long at most, on PostgreSQL; whoever lives says so three times as often. At most a
    /// minute.
    /// </summary>
    public TimeSpan ClaimTime { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>How long a process that ends lets its jobs go on before it asks them to stop.</summary>
    public TimeSpan StopTime { get; set; } = TimeSpan.FromSeconds(15);

    /// <param name="failures">From 1.</param>
    public TimeSpan PauseAfter(int failures)
    {
        var pause = FirstPause * Math.Pow(3, Math.Min(failures, 20) - 1);
        return pause < TimeSpan.FromHours(1) ? pause : TimeSpan.FromHours(1);
    }
}

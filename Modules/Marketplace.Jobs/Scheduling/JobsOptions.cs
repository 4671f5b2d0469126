namespace Marketplace.Jobs.Scheduling;

/// <summary>Settings of the whole host, section <c>Marketplace:Jobs</c>.</summary>
internal sealed class JobsOptions
{
    public const string Section = "Marketplace:Jobs";

    /// <summary>How many jobs this process runs at once.</summary>
    public int Concurrency { get; set; } = Math.Max(4, Environment.ProcessorCount);

    /// <summary>How often a queued job is tried again before it is kept as failed.</summary>
    public int Retries { get; set; } = 7;

    /// <summary>The pause before the first repetition of a failed run; each further one is three times as long, up to an hour.</summary>
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a job of a disabled tenant waits before it is looked at again.</summary>
    public TimeSpan UnavailablePause { get; set; } = TimeSpan.FromMinutes(5);
}

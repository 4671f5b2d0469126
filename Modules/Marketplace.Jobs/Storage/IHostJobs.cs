using Hangfire.Server;

namespace Marketplace.Jobs.Storage;

/// <summary>
/// All that Hangfire runs. Names and parameters are in its store: what is here may gain methods, and loses or changes none while a version
/// that stored them may have left some behind. Each enters the tenant's shell for the work itself.
/// </summary>
internal interface IHostJobs
{
    /// <summary>The name under which the store knows this interface.</summary>
    public const string StoredName = "Marketplace.Jobs.HostJobs";

    /// <param name="name">Of the row in the tenant's <c>queued_jobs</c>.</param>
    /// <param name="context">Filled in by Hangfire.</param>
    /// <param name="cancellationToken">Filled in by Hangfire.</param>
    Task RunQueuedAsync(string tenant, string name, PerformContext? context, CancellationToken cancellationToken);

    /// <param name="type">Stored name of the task.</param>
    /// <param name="wakes">Whether an idle tenant is woken for it.</param>
    /// <param name="failures">How many attempts failed before this was stored.</param>
    /// <param name="context">Filled in by Hangfire.</param>
    /// <param name="cancellationToken">Filled in by Hangfire.</param>
    Task RunTaskAsync(
        string tenant, string type, bool wakes, int failures, PerformContext? context, CancellationToken cancellationToken);

    /// <summary>Wakes a tenant whose outbox holds something that is due again.</summary>
    Task WakeOutboxAsync(string tenant, CancellationToken cancellationToken);
}

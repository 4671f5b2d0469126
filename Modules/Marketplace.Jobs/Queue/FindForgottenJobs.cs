namespace Marketplace.Jobs.Queue;

/// <summary>The safety net under <see cref="JobQueue"/>: a process may end between storing a job and telling Hangfire of it.</summary>
[BackgroundTask(
    Title = "Find forgotten jobs", Description = "Starts queued jobs that are overdue because a process or the jobs' store was lost.",
    Schedule = "*/5 * * * *", WakesTenant = false, Retries = 0)]
[StoredName("Marketplace.Jobs.FindForgottenJobs")]
internal sealed class FindForgottenJobs(JobQueue queue) : IBackgroundTask
{
    public Task RunAsync(CancellationToken cancellationToken) => queue.TellOfForgottenAsync(cancellationToken);
}

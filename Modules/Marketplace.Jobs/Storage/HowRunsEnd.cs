using Hangfire.States;

namespace Marketplace.Jobs.Storage;

/// <summary>
/// A run that says when it wants to be tried again is put off until then. A queued job that has failed for good stays with Hangfire's
/// failed ones until somebody retries or discards it, and so does what cannot be run at all; what else failed has its next time anyway.
/// </summary>
internal sealed class HowRunsEnd : IElectStateFilter
{
    public void OnStateElection(ElectStateContext context)
    {
        if (context.CandidateState is not FailedState failed || context.BackgroundJob.Job is not { } job)
            return;
        if (failed.Exception is TryAgainException again)
            context.CandidateState = new ScheduledState(again.At.UtcDateTime) { Reason = again.Message };
        else if (failed.Exception is SetAsideException)
            context.CandidateState = new DeletedState { Reason = failed.Exception.Message };
        else if (job.Method.Name != nameof(IHostJobs.RunQueuedAsync))
            context.CandidateState = new DeletedState { Reason = "Failed: " + failed.Exception.Message };
    }
}

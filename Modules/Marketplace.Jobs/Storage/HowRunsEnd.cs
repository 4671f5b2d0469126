using Hangfire.States;

namespace Marketplace.Jobs.Storage;

/// <summary>
/// A run that says when it wants to be tried again is put off until then. A recurring task that has failed often enough has its next time
/// anyway and is forgotten; a queued job that has stays with Hangfire's failed ones, until somebody retries or discards it.
/// </summary>
internal sealed class HowRunsEnd : IElectStateFilter
{
    public void OnStateElection(ElectStateContext context)
    {
        if (context.CandidateState is not FailedState failed)
            return;
        if (failed.Exception is TryAgainException again)
            context.CandidateState = new ScheduledState(again.At.UtcDateTime) { Reason = again.Message };
        else if (context.BackgroundJob.Job?.Method.Name != nameof(IHostJobs.RunQueuedAsync))
            context.CandidateState = new DeletedState { Reason = "Failed: " + failed.Exception.Message };
    }
}

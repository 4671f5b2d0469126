namespace Marketplace.TfpMigration.Runs;

/// <summary>
/// Brings an open run to its end, from whatever state it is in: after a kill, by somebody else, or twice at once. Each step ends by moving
/// the run to its next state in the transaction that did the work, so that every step takes place once.
/// </summary>
internal sealed class ContinueRun(RunRequests runs, CheckRun check, ApplyRun apply, RollBackRun rollBack, BringOverLatecomers latecomers)
{
    public async Task<TfpRun?> ExecuteAsync(string runId, CancellationToken cancellationToken)
    {
        while (await runs.FindAsync(runId, cancellationToken) is { } run)
        {
            switch (run.State)
            {
                case RunState.Checking:
                    await check.ExecuteAsync(run, cancellationToken);
                    break;
                case RunState.Applying:
                    await apply.ExecuteAsync(runId, cancellationToken);
                    await latecomers.SweepAsync(cancellationToken);
                    break;
                case RunState.RollingBack:
                    await rollBack.ExecuteAsync(runId, cancellationToken);
                    break;
                default:
                    return run;
            }
        }

        return null;
    }
}

/// <summary>The run as a queued job. The queue keeps it until it has succeeded, across a kill of the process.</summary>
[StoredName("Marketplace.Credits.TfpMigration.TfpRunJob")]
internal sealed class TfpRunJob(ContinueRun continueRun) : IJob<TfpRunJob.Payload>
{
    public Task ExecuteAsync(Payload payload, CancellationToken cancellationToken) =>
        continueRun.ExecuteAsync(payload.RunId, cancellationToken);

    public sealed record Payload(string RunId);

    public static Task EnqueueAsync(IJobQueue jobs, string runId, CancellationToken cancellationToken) =>
        jobs.EnqueueAsync<TfpRunJob, Payload>(new Payload(runId), $"{runId}:{Guid.NewGuid():N}", TimeSpan.Zero, cancellationToken);
}

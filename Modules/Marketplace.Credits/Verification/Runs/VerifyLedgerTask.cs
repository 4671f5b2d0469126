using Microsoft.Extensions.Logging;

namespace Marketplace.Credits.Verification.Runs;

/// <summary>Every night, also for tenants that nobody visits.</summary>
[BackgroundTask(
    Title = "Verify the ledger", Description = "Compares entries, balances, lots, holds and seals, and raises a notice where they differ.",
    Schedule = "10 3 * * *")]
[StoredName("Marketplace.Credits.VerifyLedgerTask")]
internal sealed class VerifyLedgerTask(VerifyLedger verify, LedgerCheckRows rows, TimeProvider time, ILogger<VerifyLedgerTask> logger)
    : IBackgroundTask
{
    private static readonly TimeSpan Keep = TimeSpan.FromDays(90);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await rows.PurgeAsync(Keep, cancellationToken);
        if (await verify.ExecuteAsync(LedgerCheck.Nightly, told: null, cancellationToken) is not VerifyLedgerResult.AlreadyRunning)
            return;
        // The run before may be this very task in a process that was killed: by then that shows.
        await Task.Delay(LedgerCheck.LostAfter + TimeSpan.FromSeconds(5), time, cancellationToken);
        if (await verify.ExecuteAsync(LedgerCheck.Nightly, told: null, cancellationToken) is VerifyLedgerResult.AlreadyRunning)
            logger.LogInformation("The nightly verification is left out: another one is under way");
    }
}

/// <summary>A run that somebody started on the admin portal.</summary>
internal sealed record VerificationRequest(string CheckId);

/// <summary>
/// A repetition after a kill does nothing: the run stands there as interrupted, for whoever wants it to be started again.
/// </summary>
[StoredName("Marketplace.Credits.VerifyLedgerJob")]
internal sealed class VerifyLedgerJob(VerifyLedger verify) : IJob<VerificationRequest>
{
    public Task ExecuteAsync(VerificationRequest payload, CancellationToken cancellationToken) =>
        verify.ContinueAsync(payload.CheckId, told: null, cancellationToken);
}

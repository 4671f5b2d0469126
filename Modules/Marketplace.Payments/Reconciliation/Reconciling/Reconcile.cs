using Marketplace.Payments.Gateways;
using Marketplace.Payments.Reconciliation.Comparison;
using Marketplace.Payments.Reconciliation.Differences;
using Marketplace.Payments.Reconciliation.Events;
using Marketplace.Payments.Reconciliation.OpenTopUps;
using Marketplace.Payments.Reconciliation.Runs;
using Microsoft.Extensions.Logging;

namespace Marketplace.Payments.Reconciliation.Reconciling;

/// <summary>A whole run: open payments, missed events, then the comparison of both books.</summary>
internal sealed class Reconcile(
    RunRows rows, SettleOpenTopUps settle, SweepEvents sweep, CompareDays compare, DifferenceRows differences, ForeignObjects foreign,
    TimeProvider time, ILogger<Reconcile> logger)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <returns>The id of a run for <see cref="ContinueAsync"/>, or null while another is under way.</returns>
    public Task<string?> OpenAsync(string startedBy, CancellationToken cancellationToken) =>
        rows.OpenAsync(startedBy, ReconciledDays.At(time.GetUtcNow()), cancellationToken);

    /// <returns>How it ended; null when it was begun before, by somebody else or by a process that ended in the middle.</returns>
    public async Task<RunStatus?> ContinueAsync(string id, CancellationToken cancellationToken)
    {
        if (!await rows.BeginAsync(id, cancellationToken))
            return null;
        try
        {
            var outcome = await RunAsync(id, cancellationToken);
            var status = outcome.Found == 0 ? RunStatus.Matches : RunStatus.Differs;
            await rows.CloseAsync(id, status, outcome, error: null, cancellationToken);
            return status;
        }
        catch (GatewayAwayException e)
        {
            await rows.CloseAsync(id, RunStatus.Failed, new RunOutcome(0, 0, 0, []), e.Message, CancellationToken.None);
            logger.LogWarning("The reconciliation {Run} could not ask the gateway: {Code}", id, e.Message);
            return RunStatus.Failed;
        }
        catch (OperationCanceledException)
        {
            await rows.CloseAsync(id, RunStatus.Interrupted, new RunOutcome(0, 0, 0, []), error: null, CancellationToken.None);
            throw;
        }
        catch (Exception e)
        {
            await rows.CloseAsync(id, RunStatus.Failed, new RunOutcome(0, 0, 0, []), e.Message, CancellationToken.None);
            throw;
        }
    }

    private async Task<RunOutcome> RunAsync(string id, CancellationToken cancellationToken)
    {
        var pace = new RunPace(rows, id, time);
        Task Progress(RunStep step, int done, int total) => pace.NoteAsync(step, done, total, cancellationToken);

        await Progress(RunStep.OpenPayments, 0, 0);
        var settled = await settle.ExecuteAsync(cancellationToken);
        await Progress(RunStep.Events, 0, 0);
        var swept = await sweep.ExecuteAsync((done, total) => Progress(RunStep.Events, done, total), cancellationToken);
        var figures = await compare.ExecuteAsync(ReconciledDays.At(time.GetUtcNow()), Progress, cancellationToken);
        await foreign.ForgetAsync(time.GetUtcNow() - Kept, cancellationToken);
        await rows.ForgetAsync(Kept, cancellationToken);
        return new RunOutcome(settled, swept ?? 0, (int)await differences.CountOpenAsync(cancellationToken), figures);
    }
}

/// <summary>A run that somebody started on the admin portal.</summary>
internal sealed record ReconciliationRequest(string RunId);

/// <summary>A repetition after a kill does nothing: the run stands there as interrupted, and can be started again.</summary>
[StoredName("Marketplace.Payments.ReconcileJob")]
internal sealed class ReconcileJob(Reconcile reconcile) : IJob<ReconciliationRequest>
{
    public Task ExecuteAsync(ReconciliationRequest payload, CancellationToken cancellationToken) =>
        reconcile.ContinueAsync(payload.RunId, cancellationToken);
}

/// <summary>Every night, also for tenants that nobody visits.</summary>
[BackgroundTask(
    Title = "Reconcile payments",
    Description = "Compares top-ups, refunds and disputes of the last days with the payment provider's books.", Schedule = "20 4 * * *")]
[StoredName("Marketplace.Payments.ReconcileTask")]
internal sealed class ReconcileTask(Reconcile reconcile, IPaymentGateway gateway) : IBackgroundTask
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (await gateway.GetBrowserSettingsAsync(cancellationToken) is null)
            return;
        if (await reconcile.OpenAsync(ReconciliationRun.Nightly, cancellationToken) is { } id)
            await reconcile.ContinueAsync(id, cancellationToken);
    }
}

using System.Diagnostics;
using Marketplace.TfpMigration.Report;
using Marketplace.TfpMigration.Runs;

namespace Marketplace.TfpMigration;

/// <summary>
/// The migration from the command line: <c>dotnet run --project Marketplace.Web -- migrate-tfp --tenant mycelium --folder old-users</c>.
/// </summary>
[TenantCommand(
    "migrate-tfp",
    Description = "Brings the wallets of the older points system over, all or nothing.",
    Options = "(--folder FOLDER [--dry-run] | --resume RUN | --rollback RUN)",
    RequiresTenant = true)]
internal sealed class MigrateTfpCommand(
    RunRequests runs, ContinueRun continueRun, ReadRunTotals totals, RunReport report, StateNames states, CreditUnit unit) : ITenantCommand
{
    private const int Refused = 1;

    public async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var folder = context.Arguments.TakeOption("--folder");
        var rollback = context.Arguments.TakeOption("--rollback");
        var resume = context.Arguments.TakeOption("--resume");
        var dryRun = context.Arguments.TakeFlag("--dry-run");
        context.Arguments.End();
        if (new[] { folder, rollback, resume }.Count(x => x is not null) != 1)
            throw new CommandUsageException("Say exactly one of --folder, --resume and --rollback.");
        if (dryRun && folder is null)
            throw new CommandUsageException("--dry-run goes with --folder.");
        if (rollback is not null)
            return await RollBackAsync(context.Output, rollback, cancellationToken);
        if (resume is not null)
            return await ResumeAsync(context.Output, resume, cancellationToken);
        return await StartAsync(context.Output, Path.GetFullPath(folder!), dryRun, cancellationToken);
    }

    private async Task<int> StartAsync(TextWriter output, string folder, bool dryRun, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
            throw new CommandUsageException($"There is no folder {folder}.");
        switch (await runs.StartAsync(folder, folder, goesOn: !dryRun, "command line", cancellationToken))
        {
            case StartRunResult.Started started:
                return await FinishAsync(output, started.RunId, dryRun ? RunState.Checked : RunState.Applied, cancellationToken);
            // The same command again after a kill goes on with what it began.
            case StartRunResult.Busy { Run: { } open } when open.Folder == folder && open.State != RunState.RollingBack
                && open.GoesOn == !dryRun:
                await output.WriteLineAsync($"  goes on with run {open.Id}, which was cut off or still works");
                return await FinishAsync(output, open.Id, dryRun ? RunState.Checked : RunState.Applied, cancellationToken);
            case StartRunResult.Busy busy:
                await output.WriteLineAsync(
                    $"  refused: run {busy.Run?.Id} over {busy.Run?.Source} is not finished; wait for it, or go on with --resume "
                    + $"{busy.Run?.Id}");
                return Refused;
            case StartRunResult.WrongUnit:
                await output.WriteLineAsync("  refused: a credit is not worth one dollar on this site, so ten points are not one credit");
                return Refused;
            default:
                throw new UnreachableException();
        }
    }

    private async Task<int> ResumeAsync(TextWriter output, string runId, CancellationToken cancellationToken)
    {
        switch (await runs.FindAsync(runId, cancellationToken))
        {
            case null:
                throw new CommandUsageException($"There is no run {runId}.");
            case { State: RunState.Checked }:
                await runs.ApplyAsync(runId, cancellationToken);
                break;
        }

        return await FinishAsync(output, runId, RunState.Applied, cancellationToken);
    }

    private async Task<int> RollBackAsync(TextWriter output, string runId, CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(runId, cancellationToken) is not { } run)
            throw new CommandUsageException($"There is no run {runId}.");
        if (run.State is not (RunState.RollingBack or RunState.RolledBack) && !await runs.RollBackAsync(runId, cancellationToken))
        {
            await output.WriteLineAsync(
                $"  refused: the run is “{states.OfRun(run.State).Text}”, and only a finished migration can be rolled back, while no "
                + "other run works");
            return Refused;
        }

        return await FinishAsync(output, runId, RunState.RolledBack, cancellationToken);
    }

    private async Task<int> FinishAsync(TextWriter output, string runId, string wanted, CancellationToken cancellationToken)
    {
        var run = await continueRun.ExecuteAsync(runId, cancellationToken);
        await foreach (var line in report.LinesAsync(runId, cancellationToken))
            await output.WriteAsync("  " + line);
        var sums = await totals.ExecuteAsync(runId, cancellationToken);
        await output.WriteLineAsync(
            $"  run {runId}: {states.OfRun(run!.State).Text}; {run.Files} files, {sums.Users} users with {sums.Points} TFP = "
            + $"{unit.Format(sums.Credits)}, "
            + $"{unit.Format(sums.NowCredits)} of it for accounts that are there; {sums.Errors} errors, {sums.Remarks} remarks");
        return run.State == wanted ? 0 : Refused;
    }
}

using Marketplace.Data;
using Marketplace.TfpMigration.Files;

namespace Marketplace.TfpMigration.Runs;

/// <summary>
/// The dry run: takes every file of the folder in, finds everything that is wrong, and says what the migration would do. The ledger is not
/// touched. Files are taken in by the batch, each in a transaction that keeps others who work on the same run waiting; a check that was cut
/// off begins again and arrives at the same.
/// </summary>
internal sealed class CheckRun(IDatabase database, StageFile stageFile, SetOutUsers setOutUsers, TimeProvider time)
{
    private const int BatchSize = 50;

    public async Task ExecuteAsync(TfpRun run, CancellationToken cancellationToken)
    {
        var files = ListFiles(run.Folder);
        var done = 0;
        foreach (var batch in files.Chunk(BatchSize))
        {
            done += batch.Length;
            if (!await database.InTransactionAsync(
                db => StageAsync(db, run.Id, batch, files.Count, done, cancellationToken), cancellationToken))
                return;
        }

        await database.InTransactionAsync(db => FinishAsync(db, run, files, cancellationToken), cancellationToken);
    }

    /// <returns>False when the check is over: somebody else who works on this run was faster.</returns>
    private async Task<bool> StageAsync(
        UnitOfWork db, string runId, string[] batch, int files, int done, CancellationToken cancellationToken)
    {
        if (!await RunRows.TryCountAsync(db, runId, files, done, cancellationToken))
            return false;
        foreach (var file in batch)
            await stageFile.ExecuteAsync(db, runId, file, cancellationToken);
        return true;
    }

    private async Task FinishAsync(UnitOfWork db, TfpRun run, List<string> files, CancellationToken cancellationToken)
    {
        if (!await RunRows.TryCountAsync(db, run.Id, files.Count, files.Count, cancellationToken))
            return;
        await ForgetOthersAsync(db, run.Id, files, cancellationToken);
        await NoteIgnoredAsync(db, run, files.Count, cancellationToken);
        await NoteDuplicatesAsync(db, run.Id, cancellationToken);
        await setOutUsers.ExecuteAsync(db, run.Id, cancellationToken);
        var errors = await db.ScalarAsync<long>(
            "select count(*) from tfp_findings where run_id = @Id and is_error", new { run.Id }, cancellationToken);
        await RunRows.TryCloseAsync(
            db, run.Id, RunState.Checking, errors > 0 ? RunState.Refused : RunState.Checked, time.GetUtcNow(), cancellationToken);
        if (errors > 0)
            await db.ExecuteAsync("delete from tfp_users where run_id = @Id", new { run.Id }, cancellationToken);
        else if (run.GoesOn)
            await RunRows.TryOpenAsync(db, run.Id, RunState.Checked, RunState.Applying, cancellationToken);
    }

    /// <summary>Files that were there when the check was cut off, and are not any more.</summary>
    private static async Task ForgetOthersAsync(UnitOfWork db, string runId, List<string> files, CancellationToken cancellationToken)
    {
        var names = files.Select(x => Path.GetFileName(x)!).ToHashSet(StringComparer.Ordinal);
        var staged = await db.QueryAsync<string>(
            "select file_name from tfp_users where run_id = @runId union select file_name from tfp_findings where run_id = @runId",
            new { runId }, cancellationToken);
        foreach (var gone in staged.Where(x => !names.Contains(x)))
            await StageFile.ForgetAsync(db, runId, gone, cancellationToken);
    }

    /// <summary>An e-mail address stands for one person, so it has one file.</summary>
    private static async Task NoteDuplicatesAsync(UnitOfWork db, string runId, CancellationToken cancellationToken)
    {
        var twice = await db.QueryAsync<(string FileName, string EmailKey, string Sha256)>(
            """
            select file_name, email_key, sha256 from tfp_users
            where run_id = @runId and email_key in (select email_key from tfp_users where run_id = @runId
            group by email_key having count(*) > 1)
            order by file_name
            """,
            new { runId },
            cancellationToken);
        foreach (var group in twice.GroupBy(x => x.EmailKey, StringComparer.Ordinal))
        {
            var first = group.First();
            foreach (var other in group.Skip(1))
            {
                var finding = other.Sha256 == first.Sha256
                    ? new Finding("", FindingKind.DuplicateFile, first.FileName)
                    : new Finding("user_email", FindingKind.DuplicateEmail, first.FileName);
                await FindingRows.AddAsync(db, runId, other.FileName, [finding], cancellationToken);
            }
        }
    }

    private static async Task NoteIgnoredAsync(UnitOfWork db, TfpRun run, int files, CancellationToken cancellationToken)
    {
        if (files == 0)
            await FindingRows.AddAsync(db, run.Id, "", [new Finding("", FindingKind.NoFiles)], cancellationToken);
        if (!Directory.Exists(run.Folder))
            return;
        foreach (var name in Directory.EnumerateFileSystemEntries(run.Folder).Where(x => !IsUserFile(x)).Select(x => Path.GetFileName(x)!))
            await FindingRows.AddAsync(db, run.Id, name, [new Finding("", FindingKind.IgnoredFile)], cancellationToken);
    }

    private static List<string> ListFiles(string folder) =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFileSystemEntries(folder).Where(IsUserFile).Order(StringComparer.Ordinal)] : [];

    private static bool IsUserFile(string path) =>
        File.Exists(path) && Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase);
}

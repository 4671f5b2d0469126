using System.Security.Cryptography;
using Marketplace.Data;
using Marketplace.TfpMigration.Files;
using Marketplace.TfpMigration.Plan;

namespace Marketplace.TfpMigration.Runs;

/// <summary>Takes one file in: its bytes, what they say, and what is wrong with them.</summary>
internal sealed class StageFile(TimeProvider time)
{
    /// <summary>The file's row is made anew, so that a check which was cut off may come by again.</summary>
    public async Task ExecuteAsync(UnitOfWork db, string runId, string path, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(path);
        await ForgetAsync(db, runId, name, cancellationToken);
        if (await ReadAsync(path, cancellationToken) is not { } bytes)
        {
            await FindingRows.AddAsync(db, runId, name, [new Finding("", FindingKind.Unreadable)], cancellationToken);
            return;
        }

        var (user, findings) = ReadOldUser.Read(bytes);
        if (user is null)
        {
            await FindingRows.AddAsync(db, runId, name, findings, cancellationToken);
            return;
        }

        var (plan, remarks) = PlanMigration.Of(user);
        await FindingRows.AddAsync(db, runId, name, findings.Concat(remarks), cancellationToken);
        await UserRows.InsertAsync(
            db,
            new TfpUserRow
            {
                Id = PrefixedId.New("tfu", time),
                RunId = runId,
                FileName = name,
                Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
                Email = user.Email,
                EmailKey = user.EmailKey,
                Points = user.Balance.HundredThousandths,
                Entries = plan.Entries.Count,
                State = UserState.NoAccount,
                Credited = plan.Balance,
            },
            bytes,
            cancellationToken);
    }

    private static async Task<byte[]?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            // One byte more than is allowed is enough to know.
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            var bytes = new byte[Math.Min(file.Length, ReadOldUser.LargestFile + 1)];
            await file.ReadExactlyAsync(bytes, cancellationToken);
            return bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public static async Task ForgetAsync(UnitOfWork db, string runId, string fileName, CancellationToken cancellationToken)
    {
        foreach (var table in new[] { "tfp_users", "tfp_findings" })
            await db.ExecuteAsync(
                $"delete from {table} where run_id = @runId and file_name = @fileName", new { runId, fileName }, cancellationToken);
    }
}

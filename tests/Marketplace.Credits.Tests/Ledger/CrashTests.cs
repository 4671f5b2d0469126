using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Holds;
using Marketplace.Credits.Ledger.Postings;
using Marketplace.Data;
using Marketplace.Testing;
using Npgsql;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Ledger;

/// <summary>A process or a server dies in the middle of a write: what was not committed never was, what was committed stays.</summary>
public sealed class CrashTests
{
    [Fact]
    public async Task A_SQLite_file_found_after_power_loss_holds_committed_money_only()
    {
        await using var shell = await ShellAsync(DatabaseKind.Sqlite);
        await shell.PostedAsync(TopUp(10));
        var hold = await shell.PlacedAsync(Hold(3));
        var found = Directory.CreateTempSubdirectory("marketplace-crash-");
        try
        {
            await using (var db = await shell.Database.BeginAsync(default))
            {
                var ledger = shell.Get<ILedger>();
                Assert.IsType<PostResult.Posted>(await ledger.PostAsync(db, Purchase(2), default));
                Assert.IsType<CaptureHoldResult.Captured>(await ledger.CaptureHoldAsync(db, Capture(hold, 3), default));
                CopyAsFound(((SqliteDatabase)shell.Database).Path, found.FullName);
            }

            using var after = new SqliteDatabase(Path.Combine(found.FullName, "test.db"));
            await LedgerInvariants.AssertAsync(after);
            await using var read = await after.OpenAsync(default);
            Assert.Equal(
                (10_000_000L, 3_000_000L, 1L),
                await read.QuerySingleAsync<(long, long, long)>("select posted, held, version from ledger_accounts"));
            Assert.Equal("open", await read.ScalarAsync<string>("select status from ledger_holds"));
        }
        finally
        {
            found.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_PostgreSQL_session_that_dies_leaves_nothing_and_the_same_keys_work_again()
    {
        await using var shell = await ShellAsync(DatabaseKind.Postgres);
        await shell.PostedAsync(TopUp(10));
        var capture = Capture(await shell.PlacedAsync(Hold(3)), 3);
        var purchase = Purchase(2);
        var ledger = shell.Get<ILedger>();

        await using (var db = await shell.Database.BeginAsync(default))
        {
            await ledger.PostAsync(db, purchase, default);
            await ledger.CaptureHoldAsync(db, capture, default);
            await KillSessionAsync(shell, await db.ScalarAsync<int>("select pg_backend_pid()"));
            await Assert.ThrowsAnyAsync<NpgsqlException>(() => db.CommitAsync());
        }

        await shell.AssertBalanceAsync(10, held: 3);
        await LedgerInvariants.AssertAsync(shell.Database);
        Assert.False(Assert.IsType<PostResult.Posted>(await shell.PostAsync(purchase)).Replayed);
        Assert.False(Assert.IsType<CaptureHoldResult.Captured>(await shell.CaptureAsync(capture)).Replayed);
        await shell.AssertBalanceAsync(5);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    /// <summary>The answer is lost after the commit: the caller asks again and learns what happened.</summary>
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Who_did_not_hear_the_answer_asks_again_and_pays_once(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(10));
        var hold = Hold(4);
        var capture = Capture(await shell.PlacedAsync(hold), 4);
        await shell.CaptureAsync(capture);

        for (var i = 0; i < 3; i++)
        {
            Assert.True(Assert.IsType<PlaceHoldResult.Placed>(await shell.PlaceAsync(hold)).Replayed);
            Assert.True(Assert.IsType<CaptureHoldResult.Captured>(await shell.CaptureAsync(capture)).Replayed);
        }

        await shell.AssertBalanceAsync(6);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    /// <summary>The file and its log as they lie on the disk at this moment, without asking SQLite.</summary>
    private static void CopyAsFound(string path, string folder)
    {
        foreach (var file in new[] { path, path + "-wal" }.Where(File.Exists))
        {
            using var from = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var to = File.Create(Path.Combine(folder, Path.GetFileName(file)));
            from.CopyTo(to);
        }
    }

    private static async Task KillSessionAsync(TestShell shell, int processId)
    {
        await using var other = await shell.Database.OpenAsync(default);
        Assert.True(await other.ScalarAsync<bool>("select pg_terminate_backend(@processId)", new { processId }));
    }
}

using System.Diagnostics;
using System.Globalization;
using Marketplace.Data;
using Marketplace.JobsWorker;
using Marketplace.Testing;

namespace Marketplace.Jobs.Tests;

/// <summary>Processes that are ended by the kernel in the middle of a job's transaction.</summary>
public abstract class KilledProcessTests(DatabaseKind kind)
{
    private const int Times = 20;

    [Fact]
    public async Task A_job_killed_in_the_middle_of_a_write_runs_again_and_writes_once_however_often_in_a_row()
    {
        await using var store = await JobsPlace.CreateAsync(kind);
        await using var database = await TestDatabase.CreateAsync(kind);
        await database.Database.InTransactionAsync(
            db => db.ExecuteAsync("create table slow_writes (name text primary key)"), default);
        var process = await StartAsync(store, database);
        try
        {
            for (var i = 0; i < Times; i++)
            {
                await process.StandardInput.WriteLineAsync($"job{i}");
                await ReadAsync(process, $"began job{i}");
                process.Kill();
                await process.WaitForExitAsync();
                process.Dispose();
                process = await StartAsync(store, database);
                await ReadAsync(process, $"began job{i}");
                await ReadAsync(process, $"done job{i}");
            }

            process.StandardInput.Close();
            await process.WaitForExitAsync();
            Assert.Equal(0, process.ExitCode);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
            process.Dispose();
        }

        await using var db = await database.Database.OpenAsync(default);
        Assert.Equal(Times, await db.ScalarAsync<long>("select count(*) from slow_writes"));
        Assert.Equal(0, await db.ScalarAsync<long>("select count(*) from queued_jobs"));
    }

    private static async Task<Process> StartAsync(JobsPlace store, TestDatabase database)
    {
        // The store and the tenant are on one server, as they are in a host.
        string[] place = database.Schema is { } schema
            ? ["postgres", (await TestDatabase.GetServerAsync()).ConnectionString, schema]
            : ["sqlite", ((SqliteDatabase)database.Database).Path];
        var process = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [Path.Combine(AppContext.BaseDirectory, "Marketplace.JobsWorker.dll"), store.Folder, .. place,
                    1500.ToString(CultureInfo.InvariantCulture)])
            { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        await ReadAsync(process, "ready");
        return process;
    }

    private static async Task ReadAsync(Process process, string expected)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (await process.StandardOutput.ReadLineAsync(patience.Token) != expected)
            Assert.False(process.HasExited, $"The process ended before it said '{expected}'.");
    }
}

public sealed class KilledProcessOnSqliteTests() : KilledProcessTests(DatabaseKind.Sqlite);

public sealed class KilledProcessOnPostgresTests() : KilledProcessTests(DatabaseKind.Postgres);

using System.Collections.Concurrent;
using System.Diagnostics;
using Marketplace.Data;
using Marketplace.Testing;

namespace Marketplace.Credits.Tests;

/// <summary>Several processes move the money of the same few customers and are killed in the middle of it, again and again.</summary>
public sealed class KilledProcessTests
{
    private const int Customers = 4;

    /// <summary>Actions with a key, which leave a transaction or a hold under it.</summary>
    private static readonly string[] Keyed = ["top-up", "debit", "debit-alone", "hold", "capture", "transfer", "reverse"];

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S1-16")]
    public async Task What_was_acknowledged_is_there_once_and_the_rest_wholly_or_not_at_all(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var shell = await TestShell.CreateAsync(database, _ => { }, new Startup());
        var said = new ConcurrentQueue<string>();
        for (var round = 0; round < 3; round++)
        {
            await Task.WhenAll(
                RunAndKillAsync(database, $"{kind}-{round}-a", said, actions: 60 + (37 * round)),
                RunAndKillAsync(database, $"{kind}-{round}-b", said, actions: 90 + (53 * round)));
            await LedgerInvariants.AssertAsync(shell.Database);
        }

        var acknowledged = said.Where(x => x.StartsWith('!')).Select(x => x.Split(' ')).Where(x => x.Length == 3 && Keyed.Contains(x[2], StringComparer.Ordinal)).ToList();
        Assert.Equal(Keyed.Order(StringComparer.Ordinal), acknowledged.Select(x => x[2]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        await using var db = await shell.Database.OpenAsync(default);
        var stored = await db.QueryAsync<string>("select idempotency_key from ledger_transactions union all select idempotency_key from ledger_holds");
        Assert.Empty(acknowledged.Select(x => x[1]).Except(stored, StringComparer.Ordinal));
        Assert.Equal(stored.Count, stored.Distinct(StringComparer.Ordinal).Count());
    }

    /// <summary>Kills the worker as soon as it has said so many things, so that it dies while other threads of it write.</summary>
    private static async Task RunAndKillAsync(TestDatabase database, string name, ConcurrentQueue<string> said, int actions)
    {
        var worker = Path.Combine(AppContext.BaseDirectory, "Marketplace.LedgerWorker.dll");
        string[] arguments = database.Schema is { } schema
            ? [worker, "postgres", (await TestDatabase.GetServerAsync()).ConnectionString, schema]
            : [worker, "sqlite", ((SqliteDatabase)database.Database).Path];
        using var process = Process.Start(new ProcessStartInfo("dotnet", [.. arguments, name, Customers.ToString(System.Globalization.CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var lines = 0;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            said.Enqueue(line);
            if (++lines == actions)
                process.Kill();
        }

        await process.WaitForExitAsync();
        Assert.True(lines >= actions, $"The worker ended by itself after {lines} lines: {await errors}");
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Marketplace.Credits.Tests.Ledger;

/// <summary>The program <c>Marketplace.LedgerWorker</c>, which moves money until it is killed.</summary>
internal static class Worker
{
    /// <summary>Kills it as soon as it has said so many things, so that it dies while other threads of it write.</summary>
    /// <param name="isEnough">Whether all was said that the test needs; until then, or ten times as much, it goes on.</param>
    public static async Task RunAndKillAsync(
        string[] place, string name, int customers, ConcurrentQueue<string> said, int actions, Func<bool>? isEnough = null)
    {
        var worker = Path.Combine(AppContext.BaseDirectory, "Marketplace.LedgerWorker.dll");
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", [worker, .. place, name, customers.ToString(CultureInfo.InvariantCulture)])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            })!;
        var errors = process.StandardError.ReadToEndAsync();
        var lines = 0;
        var isKilled = false;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            said.Enqueue(line);
            if (++lines < actions || isKilled || (isEnough is not null && lines < 10 * actions && !isEnough()))
                continue;
            isKilled = true;
            process.Kill();
        }

        await process.WaitForExitAsync();
        Assert.True(lines >= actions, $"The worker ended by itself after {lines} lines: {await errors}");
    }
}

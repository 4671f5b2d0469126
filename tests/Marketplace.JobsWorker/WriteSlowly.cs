using System.Collections.Concurrent;
using Marketplace.Data;

namespace Marketplace.JobsWorker;

internal sealed record SlowWrite(string Key);

/// <summary>What this process was asked for, and hangs in. What another one was asked for before it died is done without delay.</summary>
internal sealed class AskedHere
{
    private readonly ConcurrentDictionary<string, bool> _keys = new(StringComparer.Ordinal);

    public void Add(string key) => _keys[key] = true;

    public bool Contains(string key) => _keys.ContainsKey(key);
}

/// <summary>One row in one transaction that takes until the process is killed; a row that is there is not written again.</summary>
internal sealed class WriteSlowly(IDatabase database, AskedHere asked) : Marketplace.Abstractions.IJob<SlowWrite>
{
    public async Task ExecuteAsync(SlowWrite payload, CancellationToken cancellationToken)
    {
        await database.InTransactionAsync(
            async db =>
            {
                await db.ExecuteAsync(
                    "insert into slow_writes (name) values (@Key) on conflict (name) do nothing", new { payload.Key }, cancellationToken);
                Console.WriteLine("began " + payload.Key);
                if (asked.Contains(payload.Key))
                    await Task.Delay(Timeout.Infinite, cancellationToken);
            },
            cancellationToken);
        Console.WriteLine("done " + payload.Key);
    }
}

using System.Collections.Concurrent;
using Marketplace.Data;

namespace Marketplace.JobsWorker;

internal sealed record SlowWrite(string Key);

/// <summary>What this process was asked for. What another one was asked for before it died is done without delay.</summary>
internal sealed class AskedHere
{
    private readonly ConcurrentDictionary<string, bool> _keys = new(StringComparer.Ordinal);

    public void Add(string key) => _keys[key] = true;

    public bool Contains(string key) => _keys.ContainsKey(key);
}

/// <summary>One row in one transaction that takes a moment; a row that is there is not written again.</summary>
internal sealed class WriteSlowly(IDatabase database, AskedHere asked) : Marketplace.Abstractions.IJob<SlowWrite>
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(300);

    public async Task ExecuteAsync(SlowWrite payload, CancellationToken cancellationToken)
    {
        await database.InTransactionAsync(
            async db =>
            {
                await db.ExecuteAsync(
                    "insert into slow_writes (name) values (@Key) on conflict (name) do nothing", new { payload.Key }, cancellationToken);
                Console.WriteLine("began " + payload.Key);
                if (asked.Contains(payload.Key))
                    await Task.Delay(Moment, cancellationToken);
            },
            cancellationToken);
        Console.WriteLine("done " + payload.Key);
    }
}

using System.Diagnostics;

namespace Marketplace.Benchmarks.Load;

internal static class Throughput
{
    private const int Connections = 8;

    /// <summary>Asks for the addresses in turn, on eight connections at once.</summary>
    /// <returns>Requests per second.</returns>
    public static async Task<double> MeasureAsync(Uri server, IReadOnlyList<string> paths, int requests)
    {
        var ready = paths.Select(x => RawClient.Request(server, x)).ToArray();
        var next = -1;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            await using var client = await RawClient.ConnectAsync(server);
            for (int i; (i = Interlocked.Increment(ref next)) < requests;)
                await client.GetAsync(ready[i % ready.Length]);
        })));
        return requests / clock.Elapsed.TotalSeconds;
    }
}

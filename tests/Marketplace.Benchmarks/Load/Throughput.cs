using System.Diagnostics;

namespace Marketplace.Benchmarks.Load;

/// <param name="Rate">Requests per second.</param>
/// <param name="Cpu">Processor time of the whole process, client included, per request: steadier than the rate on a busy machine.</param>
internal sealed record Throughput(double Rate, TimeSpan Cpu)
{
    private const int Connections = 8;

    /// <summary>Asks for the addresses in turn, on eight connections at once.</summary>
    /// <param name="headers">Further ones, each with its line's end.</param>
    public static async Task<Throughput> MeasureAsync(Uri server, IReadOnlyList<string> paths, int requests, string headers = "")
    {
        var ready = paths.Select(x => RawClient.Request(server, x, headers: headers)).ToArray();
        var next = -1;
        var cpu = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            await using var client = await RawClient.ConnectAsync(server);
            for (int i; (i = Interlocked.Increment(ref next)) < requests;)
                await client.GetAsync(ready[i % ready.Length]);
        })));
        return new(requests / clock.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu) / requests);
    }
}

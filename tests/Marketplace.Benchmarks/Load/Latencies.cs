using System.Diagnostics;

namespace Marketplace.Benchmarks.Load;

/// <summary>How long answers took, in milliseconds, sorted.</summary>
internal sealed class Latencies(IReadOnlyList<double> sorted)
{
    public double Median => sorted[sorted.Count / 2];

    public double P95 => sorted[(int)(sorted.Count * 0.95)];

    public static Task<Latencies> MeasureAsync(Uri server, byte[] request, int clients, int requests) =>
        MeasureAsync(server, [request], clients, requests);

    /// <param name="ready">Sent in turn.</param>
    public static async Task<Latencies> MeasureAsync(Uri server, IReadOnlyList<byte[]> ready, int clients, int requests)
    {
        var times = new double[requests];
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            await using var client = await RawClient.ConnectAsync(server);
            for (int i; (i = Interlocked.Increment(ref next)) < requests;)
            {
                var clock = Stopwatch.GetTimestamp();
                await client.GetAsync(ready[i % ready.Count]);
                times[i] = Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
            }
        })));
        return new Latencies([.. times.Order()]);
    }
}

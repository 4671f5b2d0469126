using System.Diagnostics;

namespace Marketplace.Benchmarks.Measurements;

/// <summary>What this process does while nobody asks it for anything.</summary>
internal static class IdleCost
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(30);

    /// <returns>Percent of one core.</returns>
    public static async Task<double> MeasureAsync(TimeSpan time)
    {
        await Task.Delay(Settling);
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        await Task.Delay(time);
        process.Refresh();
        return 100 * (process.TotalProcessorTime - before) / clock.Elapsed;
    }
}

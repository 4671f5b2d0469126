using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace Marketplace.Benchmarks;

/// <summary>
/// How much of itself the machine gives us: the same fixed work on all processors before each round. Where its speed changes from round to
/// round, somebody else works on it, and no figure of that time says anything about the product.
/// </summary>
internal sealed class Machine
{
    /// <summary>A quiet machine repeats itself within this.</summary>
    private const double Tolerance = 0.1;

    /// <summary>Figures whose baseline lies apart by more than this tell nothing, whatever the reason is.</summary>
    private const double BaselineTolerance = 0.25;

    private readonly Series _speeds = new();
    private readonly double? _load = ReadLoad();
    private readonly (long Stolen, long All)? _ticks = ReadTicks();

    /// <summary>Takes about a quarter of a second.</summary>
    public async Task LookAsync()
    {
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Run(Work)));
        _speeds.Add(1 / clock.Elapsed.TotalSeconds);
    }

    /// <summary>Prints how the machine was, and whether the figures before can be believed.</summary>
    /// <param name="baselines">Figures that have nothing of the product in them.</param>
    public void Judge(params Series[] baselines)
    {
        var stolen = Stolen();
        Report.Line(
            "The machine: speed of the slowest round ÷ the fastest; load at first; stolen",
            string.Create(CultureInfo.InvariantCulture, $"{_speeds.Least / _speeds.Most:0.00}; {_load:0.0}; {stolen:0 %}"));
        var reasons = new List<string>();
        if (1 - (_speeds.Least / _speeds.Most) > Tolerance)
            reasons.Add("its own speed changed from round to round");
        if (_load > Environment.ProcessorCount * 0.5)
            reasons.Add("it was at work before we began");
        if (stolen > 0.05)
            reasons.Add("its host gave the processors to others");
        if (baselines.FirstOrDefault(x => x.Spread > BaselineTolerance) is { } wide)
            reasons.Add(string.Create(CultureInfo.InvariantCulture, $"a baseline lies apart by {wide.Spread:0 %}"));
        Report.Line(
            reasons.Count == 0
                ? "Quiet enough to tell."
                : $"TOO BUSY TO TELL: {string.Join(", ", reasons)}. Measure again with nothing else running.", "");
    }

    private static void Work()
    {
        var buffer = new byte[1 << 16];
        for (var i = 0; i < 1_500; i++)
            SHA256.HashData(buffer, buffer.AsSpan(0, SHA256.HashSizeInBytes));
    }

    /// <summary>Null where the system does not say.</summary>
    private static double? ReadLoad() =>
        File.Exists("/proc/loadavg") ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture) : null;

    private static (long Stolen, long All)? ReadTicks()
    {
        if (!File.Exists("/proc/stat"))
            return null;
        var ticks = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8)
            .Select(x => long.Parse(x, CultureInfo.InvariantCulture)).ToList();
        return (ticks[^1], ticks.Sum());
    }

    private double? Stolen() =>
        _ticks is { } before && ReadTicks() is { } now && now.All > before.All
            ? (double)(now.Stolen - before.Stolen) / (now.All - before.All)
            : null;
}

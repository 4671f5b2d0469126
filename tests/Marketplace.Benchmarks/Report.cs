using System.Text;
using Marketplace.Benchmarks.Load;

namespace Marketplace.Benchmarks;

internal static class Report
{
    /// <summary>How often each figure is measured, after a round that warms up and does not count.</summary>
    public const int Rounds = 5;

    private static TextWriter _out = Console.Out;

    /// <summary>What the hosts print, such as the addresses of 500 tenants, stays away from the report.</summary>
    public static void SilenceOthers()
    {
        _out = Console.Out;
        Console.SetOut(TextWriter.Null);
    }

    public static void Line(string what, string value, string? aim = null) =>
        _out.WriteLine($"{what,-66} {value,30}{(aim is null ? "" : $"   (aim: {aim})")}");

    /// <summary>A figure in each of at least five rounds: its median, and the least and the most that it came to.</summary>
    /// <param name="format">Of one value, for example <c>0.0 ms</c>.</param>
    public static void Figure(string what, Series rounds, string format, string? aim = null)
    {
        if (rounds.Count < Rounds)
            throw new InvalidOperationException($"{what} was measured only {rounds.Count} times.");
        Line(
            what, $"{rounds.Median.ToString(format, null)}  ({rounds.Least.ToString(format, null)} – {rounds.Most.ToString(format, null)})",
            aim);
    }

    /// <summary>A figure that has a limit.</summary>
    public static void Limit(string what, Series rounds, string format, double atMost) =>
        Figure(what, rounds, format, $"at most {atMost.ToString(format, null)}: {(rounds.Median <= atMost ? "met" : "NOT met")}");

    /// <returns>The rates.</returns>
    public static Series Rate(string what, IReadOnlyCollection<Throughput> runs)
    {
        var (rates, times) = (new Series(), new Series());
        foreach (var run in runs)
        {
            rates.Add(run.Rate);
            times.Add(run.Cpu.TotalMicroseconds);
        }

        Figure(what, rates, "0 /s");
        Figure("  processor time per request, client included", times, "0 µs");
        return rates;
    }

    /// <summary>Both must send the same page, or their rates say nothing.</summary>
    public static Task ComparePagesAsync(Uri bare, Uri tenant, string path) => ComparePagesAsync(bare, path, tenant, path);

    /// <summary>Of the same size, whatever stands on them.</summary>
    public static async Task ComparePagesAsync(Uri bare, string barePath, Uri tenant, string path)
    {
        var (left, right) = (await BodyAsync(bare, barePath), await BodyAsync(tenant, path));
        Line("Size of the page: bare, tenant", $"{left.Length} B, {right.Length} B");
        if (Math.Abs(left.Length - right.Length) > left.Length / 20)
            throw new InvalidOperationException("The two applications do not send the same page.\n" + left + "\n\n" + right);
    }

    private static async Task<string> BodyAsync(Uri server, string path)
    {
        await using var client = await RawClient.ConnectAsync(server);
        var text = Encoding.UTF8.GetString((await client.GetAsync(RawClient.Request(server, path))).Span);
        return text[(text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
    }
}

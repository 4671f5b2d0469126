using System.Text;
using Marketplace.Benchmarks.Load;

namespace Marketplace.Benchmarks;

internal static class Report
{
    private static TextWriter _out = Console.Out;

    /// <summary>What the hosts print, such as the addresses of 500 tenants, stays away from the report.</summary>
    public static void SilenceOthers()
    {
        _out = Console.Out;
        Console.SetOut(TextWriter.Null);
    }

    public static void Line(string what, string value, string? aim = null) => _out.WriteLine($"{what,-66} {value,18}{(aim is null ? "" : $"   (aim: {aim})")}");

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    /// <returns>The median of the rates.</returns>
    public static double Rate(string what, IReadOnlyCollection<Throughput> runs)
    {
        var rate = Median(runs.Select(x => x.Rate));
        Line(what, $"{rate:0} requests/s");
        Line("  processor time per request, client included", $"{Median(runs.Select(x => x.Cpu.TotalMicroseconds)):0} µs");
        return rate;
    }

    /// <summary>Both must send the same page, or their rates say nothing.</summary>
    public static async Task ComparePagesAsync(Uri bare, Uri tenant, string path)
    {
        var (left, right) = (await BodyAsync(bare, path), await BodyAsync(tenant, path));
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

using System.Diagnostics;
using Marketplace.Benchmarks.Areas.Benchmarks.Pages;
using Marketplace.Benchmarks.Content;
using Marketplace.Benchmarks.Hosts;
using Marketplace.Benchmarks.Load;
using Marketplace.Testing;

namespace Marketplace.Benchmarks.Suites;

/// <summary>
/// What readers and editors of texts wait for, on both databases: a kept page beside a bare one, search in 2,000 pages, and the preview of
/// a long text.
/// </summary>
internal static class ContentSuite
{
    private const string Tenant = "mycelium";
    private const int PreviewWords = 2_000;
    private const int Clients = 16;

    /// <summary>More than are remembered.</summary>
    private const int Queries = 2_000;

    public static async Task RunAsync(int requests)
    {
        await RunAsync("SQLite", "", requests);
        await using var server = await DurablePostgres.StartAsync();
        await RunAsync("PostgreSQL", server.ConnectionString, requests);
    }

    private static async Task RunAsync(string name, string database, int requests)
    {
        await using var app = await MarketplaceApp.StartAsync(new MarketplaceAppOptions
        {
            Database = database.Length > 0 ? database : null,
            Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Logging:LogLevel:Default"] = "Error" },
        });
        await SeededDocs.WriteAsync(app, Tenant);
        using var editor = app.NewVisitor();
        await editor.SignInAsync("editor@example.com");
        var text = SeededDocs.Text(PreviewWords, new Random(3));
        var queries = SeededDocs.Queries(Queries).Select(x => "/docs/search?q=" + Uri.EscapeDataString(x)).ToList();
        var (typed, asked) = (
            queries.ConvertAll(x => RawClient.Request(app.Address, x, accept: "application/json")),
            queries.ConvertAll(x => RawClient.Request(app.Address, x)));
        string[] kept = [SeededDocs.AddressOf(7)];
        using (var reader = new HttpClient { BaseAddress = app.Address })
            BareModel.Count = (await reader.GetStringAsync(kept[0])).Length / 100;
        await Report.ComparePagesAsync(app.Address, BareModel.Address, app.Address, kept[0]);

        var machine = new Machine();
        var (bare, compressed, plain) = (new List<Throughput>(), new List<Throughput>(), new List<Throughput>());
        var (typing, pages, previews) = (new Series(), new Series(), new Series());
        for (var round = -1; round < Report.Rounds; round++)
        {
            if (round >= 0)
                await machine.LookAsync();
            var runs = (
                Bare: await Throughput.MeasureAsync(app.Address, [BareModel.Address], requests),
                Compressed: await Throughput.MeasureAsync(app.Address, kept, requests, "Accept-Encoding: gzip, br\r\n"),
                Plain: await Throughput.MeasureAsync(app.Address, kept, requests),
                Typed: await Latencies.MeasureAsync(app.Address, Turn(typed, round), Clients, requests / 20),
                Asked: await Latencies.MeasureAsync(app.Address, Turn(asked, round), Clients, requests / 20),
                Preview: await PreviewAsync(editor, text));
            if (round < 0)
                continue;
            bare.Add(runs.Bare);
            compressed.Add(runs.Compressed);
            plain.Add(runs.Plain);
            typing.Add(runs.Typed.P95);
            pages.Add(runs.Asked.P95);
            previews.Add(runs.Preview);
        }

        var baseline = Report.Rate($"{name}: bare Razor page in the same host (the baseline)", bare);
        Report.Figure("  kept docs page, as browsers ask for it ÷ bare", Report.Rate("Kept docs page", compressed).Over(baseline), "0.00",
            "at least 1.2");
        Report.Figure("  unpacked for programs ÷ bare", Report.Rate("Kept docs page, unpacked", plain).Over(baseline), "0.00");
        Report.Limit($"{name}: search in {SeededDocs.Pages} pages while typing, {Clients} clients, p95", typing, "0.0 ms", 50);
        Report.Limit($"{name}: page of results, {Clients} clients, p95", pages, "0.0 ms", 50);
        Report.Limit($"{name}: preview of {PreviewWords} words, median", previews, "0.0 ms", 150);
        machine.Judge(baseline);
    }

    /// <summary>No round asks what the one before did.</summary>
    private static List<byte[]> Turn(List<byte[]> requests, int round)
    {
        var at = (round + 1) * requests.Count / (Report.Rounds + 1);
        return [.. requests[at..], .. requests[..at]];
    }

    private static async Task<double> PreviewAsync(Visitor editor, string text)
    {
        var times = new List<double>();
        for (var i = 0; i < 20; i++)
        {
            var clock = Stopwatch.GetTimestamp();
            using var answer = await editor.PostJsonAsync("/api/content/preview", new { body = text, language = "en" });
            _ = await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
            times.Add(Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
        }

        return times.Order().ElementAt(times.Count / 2);
    }
}

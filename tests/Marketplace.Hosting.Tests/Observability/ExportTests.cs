using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Marketplace.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Marketplace.Hosting.Tests.Observability;

/// <summary>Traces, metrics and logs reach a collector where one is named, and nobody where none is.</summary>
public sealed class ExportTests
{
    [Fact]
    public async Task A_collector_gets_traces_metrics_and_logs()
    {
        await using var collector = await Collector.StartAsync();
        await using (var app = await StartAsync(collector, milliseconds: 200))
        {
            using var visitor = app.NewVisitor();
            (await visitor.GetAsync("/")).EnsureSuccessStatusCode();

            await collector.GetsAsync("/v1/traces", "Microsoft.AspNetCore", "http.response.status_code", "mushrooms");
            await collector.GetsAsync("/v1/traces", "System.Net.Http", "server.port", "mushrooms");
            await collector.GetsAsync("/v1/metrics", "marketplace.tenant.requests", "mycelium", "mushrooms");
            await collector.GetsAsync("/v1/metrics", "http.server.request.duration");
            await collector.GetsAsync("/v1/metrics", "http.client.request.duration");
            await collector.GetsAsync("/v1/metrics", "dotnet.gc.collections");
            await collector.GetsAsync("/v1/logs", "mushrooms");
        }
    }

    [Fact]
    public async Task What_is_measured_just_before_the_stop_is_exported_too()
    {
        await using var collector = await Collector.StartAsync();
        await using (var app = await StartAsync(collector, milliseconds: 600_000))
        {
            using var visitor = app.NewVisitor();
            (await visitor.GetAsync("/")).EnsureSuccessStatusCode();
        }

        await collector.GetsAsync("/v1/traces", "Microsoft.AspNetCore", "http.response.status_code");
        await collector.GetsAsync("/v1/metrics", "marketplace.tenant.requests", "http.server.request.duration");
        await collector.GetsAsync("/v1/logs", "mushrooms");
    }

    [Fact]
    public async Task Without_a_collector_nothing_is_measured_for_one()
    {
        await using var app = await MarketplaceApp.StartAsync();

        Assert.Null(app.Services.GetService<TracerProvider>());
        Assert.Null(app.Services.GetService<MeterProvider>());
    }

    /// <param name="milliseconds">How long what is measured is kept before it is sent.</param>
    private static Task<MarketplaceApp> StartAsync(Collector collector, int milliseconds)
    {
        var delay = milliseconds.ToString(CultureInfo.InvariantCulture);
        return MarketplaceApp.StartAsync(new MarketplaceAppOptions
        {
            Settings = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_SERVICE_NAME"] = "mushrooms",
                ["OTEL_METRIC_EXPORT_INTERVAL"] = delay,
                ["OTEL_BSP_SCHEDULE_DELAY"] = delay,
                ["OTEL_BLRP_SCHEDULE_DELAY"] = delay,
            },
        });
    }

    /// <summary>Takes whatever comes.</summary>
    private sealed class Collector : IAsyncDisposable
    {
        private readonly WebApplication _app;
        private readonly ConcurrentQueue<(string Path, string Body)> _got = new();

        private Collector(WebApplication app) => _app = app;

        public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

        public static async Task<Collector> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var collector = new Collector(builder.Build());
            collector._app.Run(collector.TakeAsync);
            await collector._app.StartAsync();
            return collector;
        }

        /// <summary>Names are written as they are into what is sent.</summary>
        public async Task GetsAsync(string path, params string[] words)
        {
            var started = TimeProvider.System.GetTimestamp();
            while (!_got.Any(x => x.Path == path && words.All(word => x.Body.Contains(word, StringComparison.Ordinal))))
            {
                Assert.True(
                    TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(30),
                    $"{path} did not get {string.Join(", ", words)}, but {_got.Count(x => x.Path == path)} others.");
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
        }

        public ValueTask DisposeAsync() => _app.DisposeAsync();

        private async Task TakeAsync(HttpContext context)
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            _got.Enqueue((context.Request.Path, Encoding.Latin1.GetString(body.ToArray())));
        }
    }
}

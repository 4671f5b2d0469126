using Marketplace.Hosting.Modules;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Marketplace.Hosting.Observability;

/// <summary>
/// Logs carry the tenant (a scope) and the trace id; in Production they are one JSON object a line. Where the usual variable
/// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set, traces, metrics and logs are exported there.
/// </summary>
internal static class Observation
{
    private static readonly string[] Sources = ["Npgsql", "Marketplace.*"];

    /// <summary>The instrumentation of ASP.NET Core takes some of its meters.</summary>
    private static readonly string[] Meters = ["Microsoft.AspNetCore.*", "Npgsql", "Marketplace.*"];

    public static void Add(WebApplicationBuilder builder)
    {
        builder.Logging.Configure(
            options => options.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
        if (builder.Environment.IsDevelopment())
            builder.Logging.AddSimpleConsole(
                options => (options.SingleLine, options.IncludeScopes, options.TimestampFormat) = (true, true, "HH:mm:ss "));
        else
            builder.Logging.AddJsonConsole(
                options =>
                    (options.IncludeScopes, options.UseUtcTimestamp, options.TimestampFormat) =
                        (true, true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
        if (!string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            Export(builder);
    }

    private static void Export(WebApplicationBuilder builder)
    {
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(
                x => x.AddService(builder.Configuration["OTEL_SERVICE_NAME"] ?? "marketplace").AddEnvironmentVariableDetector())
            .WithTracing(x => x.AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddSource(Sources))
            .WithMetrics(x => x.AddHttpClientInstrumentation().AddRuntimeInstrumentation().AddMeter(Meters))
            .WithLogging(configureBuilder: null, options => options.IncludeScopes = true)
            .UseOtlpExporter();
        builder.Services.ConfigureOpenTelemetryTracerProvider((host, x) => x.AddSource([.. OfModules(host)]));
        builder.Services.ConfigureOpenTelemetryMeterProvider((host, x) => x.AddMeter([.. OfModules(host)]));
    }

    /// <summary>A module's own names begin with its id, whoever wrote it.</summary>
    private static IEnumerable<string> OfModules(IServiceProvider host) =>
        host.GetRequiredService<ModuleCatalogue>().Features.Select(x => x.ModuleId).Distinct(StringComparer.Ordinal)
            .SelectMany(x => new[] { x, x + ".*" });
}

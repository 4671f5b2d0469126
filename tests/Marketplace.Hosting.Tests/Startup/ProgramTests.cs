using System.Collections.Concurrent;
using System.Net;
using Marketplace.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Marketplace.Hosting.Tests.Startup;

/// <summary>The program as people run it.</summary>
public sealed class ProgramTests : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("marketplace-").FullName;

    private string Folder => Path.Combine(_parent, "data");

    [Fact]
    public async Task It_prints_addresses_and_sign_ins_and_a_killed_one_comes_back_with_its_data()
    {
        await using (var program = await MarketplaceProcess.StartAsync(Folder))
        {
            using var visitor = program.NewVisitor();
            await visitor.SubmitAsync("/account/register", new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Input.Name"] = "Nora",
                ["Input.Email"] = "nora@example.com",
                ["Input.Password"] = "correct horse battery",
            });
            Assert.Contains("Mycelium", program.Output, StringComparison.Ordinal);
            Assert.Contains("/fiatdashboard", program.Output, StringComparison.Ordinal);
            Assert.Contains("admin@example.com", program.Output, StringComparison.Ordinal);
            // One line for each tenant.
            var start = program.Output.Split('\n').TakeWhile(x => !x.Contains("Now listening", StringComparison.Ordinal))
                .Where(x => x.Contains("info: ", StringComparison.Ordinal)).ToList();
            Assert.Equal(2, start.Count);
            Assert.All(start, x => Assert.Contains("Created tenant", x, StringComparison.Ordinal));
            await program.KillAsync();
        }

        await using (var program = await MarketplaceProcess.StartAsync(Folder))
        {
            using var visitor = program.NewVisitor();
            await visitor.SignInAsync("nora@example.com", "correct horse battery");
            Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/dashboard/wallet")).StatusCode);
            Assert.Equal(0, await program.StopAsync());
        }
    }

    [Fact]
    public async Task A_command_that_does_not_exist_is_one_sentence_and_code_2()
    {
        var result = await MarketplaceProcess.RunAsync(Folder, ["verfy"]);

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("", result.Output);
        Assert.StartsWith("There is no command 'verfy'", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
        Assert.False(Directory.Exists(Folder));
    }

    [Fact]
    public async Task Traces_metrics_and_logs_are_exported_where_an_endpoint_is_set()
    {
        var received = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        await using var collector = await StartCollectorAsync(received);
        await using var program = await MarketplaceProcess.StartAsync(Folder, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] =
                collector.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        });
        using var visitor = program.NewVisitor();
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/")).StatusCode);

        Assert.Equal(0, await program.StopAsync());

        Assert.Contains("/v1/traces", received.Keys);
        Assert.Contains("/v1/metrics", received.Keys);
        Assert.Contains("/v1/logs", received.Keys);
    }

    private static async Task<WebApplication> StartCollectorAsync(ConcurrentDictionary<string, int> received)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/v1/{kind}", (HttpContext context) =>
        {
            received.AddOrUpdate(context.Request.Path.Value!, 1, (_, count) => count + 1);
            return Results.Ok();
        });
        await app.StartAsync();
        return app;
    }

    public void Dispose() => TestFolder.Delete(_parent);
}

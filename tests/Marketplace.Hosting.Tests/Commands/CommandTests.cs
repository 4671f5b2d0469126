using Marketplace.Hosting.Commands;
using Marketplace.Hosting.Tenants;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Marketplace.Hosting.Tests.Commands;

/// <summary>Commands of modules, run in the shells of tenants by a host that does not serve.</summary>
public sealed class CommandTests : IAsyncLifetime
{
    private readonly string _parent = Directory.CreateTempSubdirectory("marketplace-").FullName;
    private readonly TestLog _log = new();

    private string Folder => Path.Combine(_parent, "data");

    public async ValueTask InitializeAsync() => await ChangeAsync(async app =>
    {
        await app.EnableAsync("mycelium", "Probe");
        await app.EnableAsync("fiatdashboard", "Probe");
    });

    [Fact]
    public async Task It_runs_in_every_tenant_that_has_the_feature()
    {
        await ChangeAsync(app => app.ChangeAsync("mycelium", [], ["Probe"]));

        var (code, output) = await RunAsync("probe");

        Assert.Equal(0, code);
        Assert.Equal("fiatdashboard (ThreeFold Cloud):\n  probed fiatdashboard\n", output);
    }

    [Fact]
    public async Task The_tenant_that_is_named_runs_alone()
    {
        var (code, output) = await RunAsync("probe", "--code", "3", "--tenant", "mycelium");

        Assert.Equal(3, code);
        Assert.Contains("probed mycelium", output, StringComparison.Ordinal);
        Assert.DoesNotContain("fiatdashboard", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_worst_code_is_the_answer_and_all_tenants_run()
    {
        var (code, output) = await RunAsync("probe", "--code", "1", "--code-of", "fiatdashboard");

        Assert.Equal(1, code);
        Assert.Contains("probed fiatdashboard", output, StringComparison.Ordinal);
        Assert.Contains("probed mycelium", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_throws_counts_as_a_failure_and_the_others_run()
    {
        var (code, output) = await RunAsync("probe", "--throw-in", "fiatdashboard");

        Assert.Equal(1, code);
        Assert.Contains("  failed: The command is cursed.", output, StringComparison.Ordinal);
        Assert.Contains("probed mycelium", output, StringComparison.Ordinal);
        Assert.Contains("probe failed in tenant fiatdashboard", _log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tenant_that_cannot_be_started_counts_as_a_failure_and_the_others_run()
    {
        await ChangeAsync(async app =>
        {
            var mended = await app.InTenantAsync(
                "fiatdashboard", x => Task.FromResult(Path.Combine(x.GetRequiredService<ITenant>().DataFolder, "mended")));
            await File.WriteAllTextAsync(mended, "");
            await app.EnableAsync("fiatdashboard", "Probe.BrokenActivation");
            File.Delete(mended);
        });

        var (code, output) = await RunAsync("probe");

        Assert.Equal(1, code);
        Assert.Contains("failed: the tenant could not be started: The activation is cursed.", output, StringComparison.Ordinal);
        Assert.Contains("probed mycelium", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feature_that_cannot_run_counts_as_a_failure()
    {
        await ChangeAsync(async app =>
        {
            var store = app.Services.GetRequiredService<HostStore>();
            var record = (await store.FindAsync("mycelium", CancellationToken.None))!;
            await store.UpdateAsync(
                record with { Features = [.. record.Features, "Probe.BrokenMigration"], Version = record.Version + 1 },
                CancellationToken.None);
        });

        var (code, output) = await RunAsync("probe-broken");

        Assert.Equal(1, code);
        Assert.Contains("mycelium", output, StringComparison.Ordinal);
        Assert.Contains("cursed", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disabled_tenant_is_left_out_and_cannot_be_named()
    {
        await ChangeAsync(app => app.Tenants.SetEnabledAsync("fiatdashboard", enabled: false, CancellationToken.None));

        var (code, output) = await RunAsync("probe");
        Assert.Equal(0, code);
        Assert.Contains("fiatdashboard (ThreeFold Cloud): disabled", output, StringComparison.Ordinal);
        Assert.DoesNotContain("probed fiatdashboard", output, StringComparison.Ordinal);
        await RefusedAsync("disabled", "probe", "--tenant", "fiatdashboard");
    }

    [Fact]
    public async Task Wrong_calls_are_answered_with_what_there_is()
    {
        await RefusedAsync("there are: fiatdashboard, mycelium", "probe", "--tenant", "nobody");
        await RefusedAsync("Usage: probe [--tenant NAME] [--code CODE]", "probe", "--loud");
        await RefusedAsync("probe-one --tenant NAME", "probe-one");
        await RefusedAsync("No tenant has the feature Probe.BrokenMigration", "probe-broken");
        await RefusedAsync("does not have the feature", "probe-broken", "--tenant", "mycelium");
    }

    [Fact]
    public async Task An_unknown_command_names_the_known_ones_and_makes_nothing()
    {
        var nowhere = Path.Combine(_parent, "nowhere");

        var error = await Assert.ThrowsAsync<CommandUsageException>(() => RunInAsync(nowhere, "prove"));

        Assert.Contains("probe [--tenant NAME]", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(nowhere));
    }

    [Fact]
    public async Task Neither_the_server_nor_anything_in_the_background_starts()
    {
        await RunAsync("probe");

        Assert.False(Background.Started);
    }

    private async Task RefusedAsync(string sentence, params string[] args) =>
        Assert.Contains(
            sentence, (await Assert.ThrowsAsync<CommandUsageException>(() => RunAsync(args))).Message, StringComparison.Ordinal);

    private async Task ChangeAsync(Func<MarketplaceApp, Task> change)
    {
        await using var app = await MarketplaceApp.StartAsync(new MarketplaceAppOptions { AppData = Folder });
        await change(app);
    }

    private Task<(int Code, string Output)> RunAsync(params string[] args) => RunInAsync(Folder, args);

    private async Task<(int Code, string Output)> RunInAsync(string folder, params string[] args)
    {
        await using var output = new StringWriter { NewLine = "\n" };
        var line = CommandLine.Parse(
            [.. args, "--environment", "Development", "--applicationName", "Marketplace.Web", "--contentRoot", MarketplaceApp.ContentRoot(),
                "--Marketplace:AppData", folder])!;
        var code = await CommandProgram.RunAsync(line, output, builder =>
        {
            builder.Logging.ClearProviders();
            builder.Logging.AddProvider(_log);
            builder.Services.AddHostedService<Background>();
        });
        return (code, output.ToString());
    }

    private sealed class Background : BackgroundService
    {
        public static bool Started { get; private set; }

        protected override Task ExecuteAsync(CancellationToken stoppingToken)
        {
            Started = true;
            return Task.CompletedTask;
        }
    }

    public ValueTask DisposeAsync()
    {
        TestFolder.Delete(_parent);
        return ValueTask.CompletedTask;
    }
}

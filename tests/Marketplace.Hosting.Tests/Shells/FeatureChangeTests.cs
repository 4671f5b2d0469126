using System.Data.Common;
using System.Net;
using Marketplace.Data;
using Marketplace.Hosting.Shells;
using Marketplace.Hosting.Tenants;
using Marketplace.Hosting.Tests.Probe;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Hosting.Tests.Shells;

public sealed class FeatureChangeTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Features_come_and_go_while_the_site_runs_and_survive_a_restart(DatabaseKind kind)
    {
        var database = kind == DatabaseKind.Postgres ? await PostgresCluster.CreateDatabaseAsync() + ";Pooling=true" : null;
        var folder = Directory.CreateTempSubdirectory("marketplace-").FullName + "/data";
        var options = new MarketplaceAppOptions { Kind = kind, AppData = folder, Database = database };
        await using (var app = await MarketplaceApp.StartAsync(options))
        {
            using var visitor = app.NewVisitor();
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/probe/tenant")).StatusCode);
            await app.EnableAsync("mycelium", "Probe");
            Assert.Equal("mycelium 2", await visitor.ReadAsync("/probe/tenant"));
            using var neighbour = app.NewVisitor("/fiatdashboard");
            Assert.Equal(HttpStatusCode.NotFound, (await neighbour.GetAsync("/probe/tenant")).StatusCode);
        }

        await using (var app = await MarketplaceApp.StartAsync(options))
        {
            using var visitor = app.NewVisitor();
            Assert.Equal("mycelium 2", await visitor.ReadAsync("/probe/tenant"));
            Assert.True((await app.ChangeAsync("mycelium", [], ["Probe"])).Succeeded);
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/probe/tenant")).StatusCode);
        }
    }

    [Fact]
    public async Task What_is_for_development_only_answers_in_no_other_environment_although_it_is_switched_on()
    {
        var options = new MarketplaceAppOptions { AppData = Directory.CreateTempSubdirectory("marketplace-").FullName + "/data" };
        const string Sandbox = "/stripe-sandbox/v1/account";
        await using (var app = await MarketplaceApp.StartAsync(options))
        {
            using var visitor = app.NewVisitor();
            Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.GetAsync(Sandbox)).StatusCode);
        }

        await using (var app = await MarketplaceApp.StartAsync(options with { Environment = "Staging" }))
        {
            using var visitor = app.NewVisitor();
            Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/marketplace/service/vm-instance")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(Sandbox)).StatusCode);
        }
    }

    [Fact]
    public async Task A_request_in_flight_finishes_on_the_old_shell_which_then_ends()
    {
        await using var app = await MarketplaceApp.StartAsync();
        await app.EnableAsync("mycelium", "Probe");
        using var visitor = app.NewVisitor();
        var slow = visitor.ReadAsync("/probe/wait?gate=flight");
        await Gates.ArrivedAsync("flight");
        var old = app.Shells().Table.Slots["mycelium"].Current!;

        await app.InTenantAsync(
            "mycelium", x => x.GetRequiredService<ITenantAdministration>().RenameAsync("Renamed", CancellationToken.None));
        Assert.Equal("mycelium 3", await visitor.ReadAsync("/probe/tenant"));
        Assert.False(old.Disposed.IsCompleted);

        Gates.Open("flight");
        Assert.Equal("mycelium 2", await slow);
        await old.Disposed.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData("Probe.BrokenStartup", "The startup is cursed.")]
    [InlineData("Probe.BrokenActivation", "The activation is cursed.")]
    [InlineData("Probe.OnBrokenMigration", "The table is cursed.")]
    public async Task A_feature_that_does_not_start_changes_nothing_and_says_why(string feature, string reason)
    {
        await using var app = await MarketplaceApp.StartAsync();
        await app.EnableAsync("mycelium", "Probe");
        using var visitor = app.NewVisitor();
        var shell = await visitor.ReadAsync("/probe/shell");

        var result = await app.ChangeAsync("mycelium", [feature], []);

        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
        Assert.Equal("mycelium 2", await visitor.ReadAsync("/probe/tenant"));
        Assert.Equal(shell, await visitor.ReadAsync("/probe/shell"));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_feature_whose_migration_fails_stays_off_with_what_needs_it_and_the_rest_serves(DatabaseKind kind)
    {
        await using var app = await MarketplaceApp.StartAsync(new MarketplaceAppOptions { Kind = kind });
        await app.EnableAsync("mycelium", "Probe");
        var slot = app.Shells().Table.Slots["mycelium"];
        var upgraded = slot.Record with
        { Features = [.. slot.Record.Features, "Probe.OnBrokenMigration"], Version = slot.Record.Version + 1 };
        await app.Services.GetRequiredService<HostStore>().UpdateAsync(upgraded, CancellationToken.None);
        await app.Shells().RefreshAsync(CancellationToken.None);

        using var visitor = app.NewVisitor();
        Assert.Equal("mycelium 3", await visitor.ReadAsync("/probe/tenant"));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/probe/broken-migration")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/probe/on-broken-migration")).StatusCode);
        var features = await app.InTenantAsync(
            "mycelium", x => Task.FromResult(x.GetRequiredService<ITenantAdministration>().ListFeatures()));
        Assert.Contains("The table is cursed.", features.Single(x => x.Id == "Probe.BrokenMigration").Problem, StringComparison.Ordinal);
        Assert.NotNull(features.Single(x => x.Id == "Probe.OnBrokenMigration").Problem);
        await app.InTenantAsync("mycelium", async x =>
        {
            await using var session = await x.GetRequiredService<IDatabase>().OpenAsync(CancellationToken.None);
            await Assert.ThrowsAnyAsync<DbException>(() => session.QueryAsync<string>("select id from probe_half"));
        });
    }

    [Fact]
    public async Task Unknown_needed_and_foreign_features_are_refused_with_a_sentence()
    {
        await using var app = await MarketplaceApp.StartAsync();

        Assert.Contains("'Nowhere'", (await app.ChangeAsync("mycelium", ["Nowhere"], [])).Error, StringComparison.Ordinal);
        Assert.NotNull((await app.ChangeAsync("mycelium", [], ["Marketplace.Users"])).Error);
        Assert.NotNull((await app.ChangeAsync("mycelium", [], ["Canopy"])).Error);
        Assert.NotNull((await app.ChangeAsync("fiatdashboard", ["Marketplace.Setup"], [])).Error);
    }

    [Fact]
    public async Task What_needs_a_refused_feature_is_left_out_with_it()
    {
        await using var app = await MarketplaceApp.StartAsync();
        var factory = app.Services.GetRequiredService<ShellFactory>();
        var record = app.Shells().Table.Slots["fiatdashboard"].Record with { Features = ["Probe.OnDefaultOnly"] };

        var features = factory.FeaturesOf(record).Select(x => x.Id).ToList();

        Assert.Contains("Probe", features);
        Assert.DoesNotContain("Probe.DefaultOnly", features);
        Assert.DoesNotContain("Probe.OnDefaultOnly", features);
        Assert.Contains("Probe.OnDefaultOnly", factory.FeaturesOf(record with { IsDefault = true }).Select(x => x.Id));
    }

    [Fact]
    public async Task What_depends_on_a_feature_goes_with_it()
    {
        await using var app = await MarketplaceApp.StartAsync();

        Assert.True((await app.ChangeAsync("mycelium", [], ["Marketplace.Credits"])).Succeeded);

        var features = app.Shells().Table.Slots["mycelium"].Record.Features;
        Assert.DoesNotContain("Marketplace.Payments", features);
        Assert.DoesNotContain("Marketplace.Catalog", features);
        Assert.Contains("Marketplace.Content", features);
        using var visitor = app.NewVisitor();
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/dashboard/wallet")).StatusCode);
    }
}

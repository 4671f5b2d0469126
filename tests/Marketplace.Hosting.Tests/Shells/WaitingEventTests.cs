using Marketplace.Data;
using Marketplace.Hosting.Shells;
using Marketplace.Hosting.Tenants;
using Marketplace.Hosting.Tests.Probe;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Hosting.Tests.Shells;

/// <summary>Events for features that do not run wait for them, in the tenant's own database.</summary>
public sealed class WaitingEventTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_database_of_before_keeps_events_for_the_features_that_were_on_and_delivers_them_when_they_are_again(
        DatabaseKind kind)
    {
        var what = "upgraded " + kind;
        await using var app = await MarketplaceApp.StartAsync(new MarketplaceAppOptions { Kind = kind });
        await app.EnableAsync("mycelium", "Probe.Listener");
        Assert.True((await app.ChangeAsync("mycelium", [], ["Probe.Listener"])).Succeeded);
        // As a version that did not remember handlers left it: only the migration tells that the feature was on.
        await WriteAsync(app, "delete from outbox_handlers where event = 'probe.happened'");
        await app.InTenantAsync(
            "mycelium", x => x.GetRequiredService<ITenantAdministration>().RenameAsync("Upgraded", CancellationToken.None));

        await TellAsync(app, what);
        await UntilCountAsync(app, "Probe.Listener", 1);
        Assert.DoesNotContain(what, Listener.Heard);
        // A feature that was never on gets nothing.
        Assert.Equal(0, await CountAsync(app, "Probe.BrokenListener"));

        await app.EnableAsync("mycelium", "Probe.Listener");
        await UntilCountAsync(app, "Probe.Listener", 0);
        Assert.Single(Listener.Heard, what);
    }

    [Fact]
    public async Task Events_for_a_feature_whose_migration_failed_wait_and_the_portal_says_why()
    {
        await using var app = await MarketplaceApp.StartAsync();
        await app.EnableAsync("mycelium", "Probe");
        var slot = app.Shells().Table.Slots["mycelium"];
        var upgraded = slot.Record with
        { Features = [.. slot.Record.Features, "Probe.BrokenMigration"], Version = slot.Record.Version + 1 };
        await app.Services.GetRequiredService<HostStore>().UpdateAsync(upgraded, CancellationToken.None);
        await app.Shells().RefreshAsync(CancellationToken.None);

        await TellAsync(app, "broken");

        await UntilCountAsync(app, "Probe.BrokenListener", 1);
        using var admin = app.NewVisitor();
        await admin.SignInAsync("admin@example.com");
        var row = (await admin.GetPageAsync("/admin/jobs")).QuerySelector("[data-handler='Probe.BrokenListener']")!;
        Assert.Contains("The feature Broken migration does not run:", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("The table is cursed.", row.TextContent, StringComparison.Ordinal);
    }

    private static Task TellAsync(MarketplaceApp app, string what) => app.InTenantAsync("mycelium", services =>
        services.GetRequiredService<IDatabase>().InTransactionAsync(
            db => services.GetRequiredService<IOutbox>().WriteAsync(db, new ProbeHappened(what), CancellationToken.None),
            CancellationToken.None));

    private static Task WriteAsync(MarketplaceApp app, string sql) => app.InTenantAsync("mycelium", async services =>
    {
        await services.GetRequiredService<IDatabase>().InTransactionAsync(db => db.ExecuteAsync(sql), CancellationToken.None);
    });

    private static Task UntilCountAsync(MarketplaceApp app, string handler, long expected) => Eventually.BecomesAsync(
        () => CountAsync(app, handler), x => x == expected, x => $"{x} deliveries wait for {handler}, not {expected}");

    private static Task<long> CountAsync(MarketplaceApp app, string handler) => app.InTenantAsync("mycelium", async services =>
    {
        await using var db = await services.GetRequiredService<IDatabase>().OpenAsync(CancellationToken.None);
        return await db.ScalarAsync<long>("select count(*) from outbox_deliveries where handler = @handler", new { handler });
    });
}

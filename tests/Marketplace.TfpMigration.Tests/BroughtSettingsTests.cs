using System.Text.Json.Nodes;
using Marketplace.Data;
using Marketplace.Testing;
using Marketplace.TfpMigration.Runs;
using static Marketplace.TfpMigration.Tests.OldFile;

namespace Marketplace.TfpMigration.Tests;

/// <summary>What belongs to an account beside its balance reaches the live one, and goes again when the migration is taken back.</summary>
public sealed class BroughtSettingsTests
{
    private const string Ann = "ann@example.com";

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S0-59"), Trait("Acceptance", "S0-67")]
    public async Task Services_and_the_settings_of_auto_top_up_come_over_in_dollars(DatabaseKind kind)
    {
        await using var old = await OldSystem.StartAsync(kind);
        old.People.Add(Ann);
        old.Write("ann", WithSettings());

        var run = await old.MigrateAsync();

        Assert.Equal([("Small VM", "5.00"), ("vpn", "1.55")], await ServicesAsync(old));
        var wish = JsonNode.Parse(Assert.Single(await WishesAsync(old)))!.ToJsonString();
        Assert.All(["10.00", "25.00", "50.00", "true"], x => Assert.Contains(x, wish, StringComparison.Ordinal));
        Assert.Equal(0, await old.InScopeAsync<BringOverSettings, int>(x => x.SweepAsync(default)));

        Assert.Equal(RunState.RolledBack, (await old.RollBackAsync(run.Id)).State);
        Assert.Empty(await ServicesAsync(old));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S0-67")]
    public async Task Who_was_brought_over_before_gets_theirs_from_the_stored_file(DatabaseKind kind)
    {
        await using var old = await OldSystem.StartAsync(kind);
        old.People.Add(Ann);
        old.Write("ann", WithSettings());
        await old.MigrateAsync();
        await old.Shell.Database.InTransactionAsync(
            async db =>
            {
                await db.ExecuteAsync("delete from tfp_services");
                await db.ExecuteAsync("delete from outbox where event = 'credits.auto-top-up-wished'");
                await db.ExecuteAsync("update tfp_users set settings_brought = @no", new { no = false });
            },
            default);

        Assert.Equal(1, await old.InScopeAsync<BringOverSettings, int>(x => x.SweepAsync(default)));
        Assert.Equal(0, await old.InScopeAsync<BringOverSettings, int>(x => x.SweepAsync(default)));

        Assert.Equal(2, (await ServicesAsync(old)).Count);
        Assert.Single(await WishesAsync(old));
    }

    private static JsonObject WithSettings()
    {
        var file = User(Ann, 100, TopUp(100));
        file["auto_topup_settings"] = new JsonObject
        { ["enabled"] = true, ["threshold_amount"] = 100, ["topup_amount"] = 250, ["daily_limit"] = 500 };
        file["services"] = new JsonArray(
            new JsonObject { ["id"] = "vm", ["name"] = "Small VM", ["price"] = 50 }, new JsonObject { ["id"] = "vpn", ["price"] = 15.5 });
        return file;
    }

    private static async Task<IReadOnlyList<(string Name, string Price)>> ServicesAsync(OldSystem old) =>
        [.. (await old.InScopeAsync<BringOverSettings,
            IReadOnlyList<MigratedService>>(x => x.ServicesOfAsync(old.People.IdOf(Ann), default))).Select(
                x => (x.Name, x.Price.ToString()))];

    private static async Task<IReadOnlyList<string>> WishesAsync(OldSystem old)
    {
        await using var db = await old.Shell.Database.OpenAsync(default);
        return await db.QueryAsync<string>("select payload from outbox where event = 'credits.auto-top-up-wished'");
    }
}

using Marketplace.Data;
using Marketplace.Hosting.Modules;
using Marketplace.Hosting.Tenants;
using Marketplace.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Marketplace.Hosting.Tests.Tenants;

/// <summary>Tenants made by an earlier build keep everything they had when modules are renamed or divided.</summary>
public sealed class FeatureUpgradeTests
{
    private static readonly ModuleCatalogue Catalogue = new(
    [
        Feature("money"),
        Feature("shop", "money"),
        Feature("gifts", "money") with { SplitFrom = "money" },
        Feature("vouchers", "gifts") with { SplitFrom = "gifts" },
        Feature("sandbox", "money.play") with { FormerIds = ["money.sandbox"] },
        Feature("play") with { FormerIds = ["money.play"] },
    ]);

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Stored_tenants_follow_renamed_and_divided_features_once(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var store = await StoreAsync(database.Database);
        await store.InsertAsync(Tenant("old", "shop", "money.sandbox"), CancellationToken.None);
        await store.InsertAsync(Tenant("without", "removed"), CancellationToken.None);

        await UpgradeAsync(store);

        var old = (await store.FindAsync("old", CancellationToken.None))!;
        Assert.Equal(["shop", "sandbox", "gifts", "vouchers"], old.Features);
        Assert.Equal(2, old.Version);
        Assert.Equal(["removed"], (await store.FindAsync("without", CancellationToken.None))!.Features);

        await store.UpdateAsync(old with { Features = ["shop"], Version = 3 }, CancellationToken.None);
        await UpgradeAsync(store);

        var switchedOff = (await store.FindAsync("old", CancellationToken.None))!;
        Assert.Equal(["shop"], switchedOff.Features);
        Assert.Equal(3, switchedOff.Version);
    }

    [Fact]
    public void Former_ids_are_understood_in_dependencies_and_recipes()
    {
        Assert.Equal(["play"], Catalogue.Find("sandbox")!.Dependencies);
        Assert.Same(Catalogue.Find("sandbox"), Catalogue.Find("money.sandbox"));
        Assert.Equal(["play", "sandbox"], Catalogue.WithDependencies(["money.sandbox"]).Select(x => x.Id));
    }

    private static Task UpgradeAsync(HostStore store) =>
        new FeatureUpgrade(store, Catalogue, NullLogger<FeatureUpgrade>.Instance).RunAsync(CancellationToken.None);

    private static async Task<HostStore> StoreAsync(IDatabase database)
    {
        var runner = new MigrationRunner(database, TimeProvider.System, NullLogger<MigrationRunner>.Instance);
        Assert.Empty(await runner.RunAsync([typeof(HostTables), typeof(HostAuditTables)], _ => "host", CancellationToken.None));
        return new HostStore(new HostDatabase(database, server: null), TimeProvider.System);
    }

    private static TenantRecord Tenant(string name, params string[] features) => new()
    {
        Name = name,
        DisplayName = name,
        PathPrefix = "/" + name,
        Features = features,
        Settings = new TenantSettings([]),
        Version = 1,
    };

    private static FeatureDescriptor Feature(string id, params string[] dependencies) => new()
    {
        Id = id,
        Name = id,
        Description = "",
        Category = "",
        Dependencies = dependencies,
        Assembly = typeof(FeatureUpgradeTests).Assembly,
        ModuleId = id,
        Startups = [],
    };
}

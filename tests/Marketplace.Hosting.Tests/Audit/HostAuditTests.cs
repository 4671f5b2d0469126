using System.Data.Common;
using Marketplace.Data;
using Marketplace.Hosting.Observability;
using Marketplace.Hosting.Tenants;
using Marketplace.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Marketplace.Hosting.Tests.Audit;

/// <summary>
/// What happens to a tenant's row is written down beside it, in the same transaction, whoever changes it and by whatever road.
/// </summary>
public sealed class HostAuditTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Every_change_of_a_tenant_leaves_its_rows_in_words_without_secrets(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var host = new HostDatabase(database.Database, server: null);
        var runner = new MigrationRunner(database.Database, TimeProvider.System, NullLogger<MigrationRunner>.Instance);
        Assert.Empty(await runner.RunAsync([typeof(HostTables), typeof(HostAuditTables)], _ => "host", default));
        var store = new HostStore(host, TimeProvider.System);
        var first = new TenantRecord
        {
            Name = "shop", DisplayName = "Shop", Features = ["a", "b"], Version = 1,
            Settings = TenantSettings.Parse("""{"adjustments":{"approvalAbove":100},"stripe":{"secretKey":"protected-1","mode":"Live"}}"""),
        };
        Assert.True(await store.InsertAsync(first, default));
        var second = first with
        {
            Features = ["b", "c"], State = TenantState.Disabled, DisplayName = "The shop", Version = 2,
            Settings = TenantSettings.Parse("""{"adjustments":{"approvalAbove":500},"stripe":{"secretKey":"protected-2","mode":"Live"}}"""),
        };
        using (CurrentActor.Begin(Acting.CommandLine, "root@server"))
            Assert.True(await store.UpdateAsync(second, default));
        Assert.False(await store.UpdateAsync(second, default));

        var rows = (await new ReadHostAudit(host, "shop").ListAsync(new AuditFilter(), null, 20, default)).Reverse().ToList();

        Assert.Equal(
            [
                "tenants.created", "tenants.changed", "tenants.switched", "tenants.features-changed", "tenants.settings-changed",
                "tenants.settings-changed",
            ],
            rows.Select(x => x.Act));
        Assert.Equal((Acting.Program, Acting.CommandLine, "root@server"), (rows[0].Who, rows[1].Who, rows[1].Address));
        Assert.Equal(("Shop, any host", "The shop, any host"), (rows[1].BeforeWords, rows[1].AfterWords));
        Assert.Equal(("Running", "Disabled"), (rows[2].BeforeWords, rows[2].AfterWords));
        Assert.Equal("On: c. Off: a", rows[3].AfterWords);
        Assert.Equal(
            ("adjustments", "approvalAbove: 100", "approvalAbove: 500"), (rows[4].Record, rows[4].BeforeWords, rows[4].AfterWords));
        Assert.Equal(
            ("stripe", "secretKey: (not shown)", "secretKey: (not shown)"), (rows[5].Record, rows[5].BeforeWords, rows[5].AfterWords));
        Assert.Empty(await new ReadHostAudit(host, "another").ListAsync(new AuditFilter(), null, 20, default));
        await Assert.ThrowsAnyAsync<DbException>(
            () => database.Database.InTransactionAsync(db => db.ExecuteAsync("delete from audit_rows"), default));
    }
}

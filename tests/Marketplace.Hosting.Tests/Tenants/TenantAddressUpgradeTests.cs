using System.Text.Json;
using Marketplace.Data;
using Marketplace.Hosting.Tenants;
using Marketplace.Testing;

namespace Marketplace.Hosting.Tests.Tenants;

public sealed class TenantAddressUpgradeTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Addresses_of_before_get_their_one_form_and_nobody_loses_theirs(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await database.Database.InTransactionAsync(
            async db =>
            {
                await new HostTables().CreateAsync(db);
                await AddAsync(db, "shop", "/Shop", "Shop.Example", "xn--MLLER-KVA.example", "SHOP.example:443");
                await AddAsync(db, "first", "/a", "one.example");
                await AddAsync(db, "second", "/a", "ONE.example:80");
                await AddAsync(db, "plain", "");
                await AddAsync(db, "odd", "/odd", "_not-a-name-.example-");
                await new HostTables().UpdateFrom2Async(db);
                return true;
            },
            CancellationToken.None);

        await using var session = await database.Database.OpenAsync(CancellationToken.None);
        var rows =
            (await session.QueryAsync<(string Name, string Hosts, string PathPrefix, long Version)>(
                "select name, hosts, path_prefix, version from tenants"))
            .ToDictionary(x => x.Name);
        Assert.Equal((Json("shop.example", "xn--mller-kva.example"), "/shop", 2), Of("shop"));
        Assert.Equal((Json("one.example"), "/a", 1), Of("first"));
        Assert.Equal((Json("ONE.example:80"), "/a", 1), Of("second"));
        Assert.Equal((Json(), "", 1), Of("plain"));
        Assert.Equal((Json("_not-a-name-.example-"), "/odd", 1), Of("odd"));

        (string, string, long) Of(string name) => (rows[name].Hosts, rows[name].PathPrefix, rows[name].Version);
    }

    [Theory]
    [InlineData("Shop", "/Shop", "müller.example", null)]
    [InlineData("shop!", "", "shop.example", "tenant name")]
    [InlineData("shop", "/a/b", "shop.example", "path prefix")]
    [InlineData("shop", "", "https://shop.example", "host name")]
    public void A_record_has_canonical_forms_or_is_refused(string name, string prefix, string host, string? about)
    {
        var record = new TenantRecord
        {
            Name = TenantName.Canonical(name) ?? name,
            DisplayName = "Shop",
            PathPrefix = PathPrefix.Canonical(prefix) ?? prefix,
            Hosts = [HostName.Canonical(host) ?? host],
            Settings = new TenantSettings([]),
        };

        if (about is null)
            record.Validate();
        else
            Assert.Contains(about, Assert.Throws<RecipeException>(record.Validate).Message, StringComparison.Ordinal);
        Assert.Contains(
            "can be seen",
            Assert.Throws<RecipeException>(
                () => (record with { Name = "ok", PathPrefix = "", Hosts = [], DisplayName = "\u200b" }).Validate()).Message,
                StringComparison.Ordinal);
    }

    private static string Json(params string[] hosts) => JsonSerializer.Serialize(hosts);

    private static Task<int> AddAsync(UnitOfWork db, string name, string prefix, params string[] hosts) =>
        db.ExecuteAsync(
            """
            insert into tenants (name, display_name, hosts, path_prefix, is_default, state, features, settings, version, created_at,
            updated_at)
            values (@name, @name, @hosts, @prefix, @no, 'Running', '[]', '{}', 1, @now, @now)
            """,
            new { name, prefix, hosts = Json(hosts), no = false, now = DateTimeOffset.UnixEpoch });
}

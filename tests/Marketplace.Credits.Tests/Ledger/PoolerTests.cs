using System.Collections.Concurrent;
using Marketplace.Data;
using Marketplace.Testing;

namespace Marketplace.Credits.Tests.Ledger;

/// <summary>
/// Two processes move the money of three tenants through one <c>pgbouncer</c> in transaction mode, whose few connections go from tenant to
/// tenant with every transaction.
/// </summary>
public sealed class PoolerTests
{
    private const int Actions = 1_500;

    private static readonly string[] Tenants = ["north", "east", "south"];

    [Fact]
    public async Task Nothing_of_a_tenant_is_read_or_written_on_another()
    {
        var location = await PostgresCluster.CreateDatabaseAsync();
        await using var pooler = await PgBouncer.StartAsync(location, connections: 4);
        await using var server = new PostgresServer(location);
        foreach (var tenant in Tenants)
            await server.CreateSchemaAsync(tenant, default);

        var said = new ConcurrentQueue<string>();
        string[] place = ["postgres", pooler.ConnectionString, string.Join(',', Tenants)];
        await Task.WhenAll(
            Worker.RunAndKillAsync(place, "one", customers: 3, said, Actions),
            Worker.RunAndKillAsync(place, "two", customers: 3, said, Actions));

        foreach (var tenant in Tenants)
            await AssertIsItsOwnAsync(server.Schema(tenant), tenant, said);
        Assert.Empty(await TablesOutsideAsync(server.Schema("public")));
    }

    private static async Task AssertIsItsOwnAsync(IDatabase database, string tenant, IEnumerable<string> said)
    {
        await LedgerInvariants.AssertAsync(database);
        await using var db = await database.OpenAsync(default);
        var owners = await db.QueryAsync<string>("select owner from ledger_accounts where kind = 'customer'");
        var keys = await db.QueryAsync<string>(
            "select idempotency_key from ledger_transactions union all select idempotency_key from ledger_holds");
        var mine = said.Select(x => x.Split(' ')).Where(x => x[0] == "!" && x[1].Contains($"-{tenant}-", StringComparison.Ordinal))
            .ToList();

        Assert.Equal(3, owners.Count);
        Assert.All(owners, x => Assert.StartsWith($"usr_{tenant}_", x, StringComparison.Ordinal));
        Assert.All(keys.Where(IsWorkers), x => Assert.Contains($"-{tenant}-", x, StringComparison.Ordinal));
        var acknowledged = mine.Where(x => x is [_, _, "top-up" or "debit" or "debit-alone" or "hold"]).Select(x => x[1]).ToList();
        Assert.NotEmpty(acknowledged);
        Assert.Empty(acknowledged.Except(keys, StringComparer.Ordinal));
    }

    private static bool IsWorkers(string key) =>
        key.StartsWith("one-", StringComparison.Ordinal) || key.StartsWith("two-", StringComparison.Ordinal);

    private static async Task<IReadOnlyList<string>> TablesOutsideAsync(IDatabase database)
    {
        await using var db = await database.OpenAsync(default);
        return await db.QueryAsync<string>("select table_name::text from information_schema.tables where table_schema = 'public'");
    }
}

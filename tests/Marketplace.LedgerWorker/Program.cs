// Moves money at random, as fast as it can, until it is killed, and says on its output what it did: "?" before an action, "!" once it is
// committed. Arguments: "sqlite <file>" or "postgres <connection string> <schemas, with commas>", then a name that makes its keys its own,
// then the number of customers. Each schema is a tenant.
using System.Globalization;
using Marketplace.Data;
using Marketplace.LedgerWorker;
using Marketplace.Testing;

await using var server = args[0] == "postgres" ? new PostgresServer(args[1]) : null;
using var file = server is null ? new SqliteDatabase(args[1]) : null;
var (name, customers) = (args[^2], int.Parse(args[^1], CultureInfo.InvariantCulture));
await Task.WhenAll(server is null
    ? [MoveAsync("file", TestDatabase.Join(DatabaseKind.Sqlite, file!), name)]
    : args[2].Split(',').Select(x => MoveAsync(x, TestDatabase.Join(DatabaseKind.Postgres, server.Schema(x)), $"{name}-{x}")));

async Task MoveAsync(string tenant, TestDatabase database, string keys)
{
    await using var shell = await TestShell.CreateAsync(
        database, setup => setup.Services.Add(new(typeof(TimeProvider), TimeProvider.System)), new Marketplace.Credits.Startup());
    await Task.WhenAll(
        Enumerable.Range(0, 3).Select(thread => Task.Run(() => new Mover(shell, tenant, $"{keys}-{thread}", customers).MoveAsync())));
}

using Marketplace.Testing;

namespace Marketplace.Data.Tests.Connections;

/// <summary>To name the schema costs no round trip.</summary>
public sealed class RoundTripTests
{
    [Fact]
    public async Task Naming_the_schema_travels_with_the_statement()
    {
        await using var line = new CountedLine(await PostgresCluster.CreateDatabaseAsync());
        await using var server = new PostgresServer(line.ConnectionString);
        await server.CreateSchemaAsync("one", default);
        var database = server.Schema("one");
        await database.InTransactionAsync(db => db.ExecuteAsync("create table marks (tenant integer not null)"), default);

        Assert.Equal(1, await CountAsync(line, () => ReadAsync(database, times: 1)));
        Assert.Equal(3, await CountAsync(line, () => ReadAsync(database, times: 3)));
        Assert.Equal(2, await CountAsync(line, () => WriteAsync(database, times: 1)));
        Assert.Equal(4, await CountAsync(line, () => WriteAsync(database, times: 3)));
    }

    private static async Task<int> CountAsync(CountedLine line, Func<Task> work)
    {
        // Once for the driver to look around.
        await work();
        var before = line.RoundTrips;
        await work();
        return line.RoundTrips - before;
    }

    private static async Task ReadAsync(IDatabase database, int times)
    {
        await using var session = await database.OpenAsync(default);
        for (var i = 0; i < times; i++)
            await session.QueryAsync<int>("select tenant from marks where tenant = @i", new { i });
    }

    private static Task WriteAsync(IDatabase database, int times) =>
        database.InTransactionAsync(
            async db =>
            {
                for (var i = 0; i < times; i++)
                    await db.ExecuteAsync("insert into marks (tenant) values (@i)", new { i });
            },
            default);
}

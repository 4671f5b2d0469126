using System.Globalization;
using Marketplace.Testing;
using Npgsql;

namespace Marketplace.Data.Tests.Connections;

/// <summary>Six tenants on a server object and a database of their own, so that killing their connections disturbs nobody else.</summary>
internal sealed class SharedServer : IAsyncDisposable
{
    public const int Schemas = 6;

    private readonly PgBouncer? _pooler;

    private SharedServer(string database, PgBouncer? pooler)
    {
        _pooler = pooler;
        Direct = database;
        Server = new PostgresServer(
            pooler?.ConnectionString ?? new NpgsqlConnectionStringBuilder(database) { Pooling = true, MaxPoolSize = 20 }.ToString(),
            pooler is null ? null : database);
    }

    public PostgresServer Server { get; }

    /// <summary>The connection string past the pooler.</summary>
    public string Direct { get; }

    public List<IDatabase> Databases { get; } = [];

    /// <param name="isPooled">Behind a pooler in transaction mode with two connections for everybody.</param>
    public static async Task<SharedServer> CreateAsync(bool isPooled)
    {
        var database = await PostgresCluster.CreateDatabaseAsync();
        var tenants = new SharedServer(database, isPooled ? await PgBouncer.StartAsync(database, connections: 2) : null);
        for (var i = 0; i < Schemas; i++)
        {
            var tenant = i;
            var schema = $"tenant{tenant}";
            await tenants.Server.CreateSchemaAsync(schema, default);
            tenants.Databases.Add(tenants.Server.Schema(schema));
            await tenants.Databases[tenant].InTransactionAsync(
                async db =>
                {
                    await db.ExecuteAsync("create table marks (tenant integer not null)");
                    await db.ExecuteAsync("insert into marks (tenant) values (@tenant)", new { tenant });
                },
                default);
        }

        return tenants;
    }

    public Task HammerAsync(int rounds, bool tolerateLostConnections = false) =>
        Task.WhenAll(Enumerable.Range(0, Schemas * 3).Select(worker => Task.Run(async () =>
        {
            for (var round = 0; round < rounds; round++)
            {
                var tenant = (worker + round) % Schemas;
                try
                {
                    await LookAsync(tenant);
                }
                catch (NpgsqlException) when (tolerateLostConnections)
                {
                    // A connection of the pool that the server closed: the next one is new.
                }
            }
        })));

    public async Task KillConnectionsAsync()
    {
        var administration = await PostgresCluster.GetConnectionStringAsync();
        await using var connection = new NpgsqlConnection(administration);
        await connection.OpenAsync();
        await using var kill = new NpgsqlCommand(
            "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = $1", connection);
        kill.Parameters.Add(new NpgsqlParameter<string> { TypedValue = new NpgsqlConnectionStringBuilder(Direct).Database });
        Assert.True(Convert.ToInt32(await kill.ExecuteScalarAsync(), CultureInfo.InvariantCulture) > 0);
    }

    /// <summary>
    /// Every way to a table: reading twice in one session, writing outside a transaction, and a transaction with a savepoint.
    /// </summary>
    private async Task LookAsync(int tenant)
    {
        var database = Databases[tenant];
        await using (var session = await database.OpenAsync(default))
        {
            Assert.Equal([tenant], await session.QueryAsync<int>("select tenant from marks"));
            Assert.Equal(tenant, await session.ScalarAsync<int>("select max(tenant) from marks"));
            Assert.Equal([tenant], await session.QueryAsync<int>($"select tenant from {DbSession.OwnSchema}.marks"));
            Assert.Equal(tenant, await session.QuerySingleAsync<int>("update marks set tenant = tenant returning tenant"));
        }

        await using var db = await database.BeginAsync(default);
        Assert.Equal(tenant, await db.ScalarAsync<int>($"select tenant from {DbSession.OwnSchema}.marks"));
        Assert.Equal(tenant, await db.QuerySingleAsync<int>("update marks set tenant = tenant returning tenant"));
        await db.ExecuteAsync("savepoint here");
        await db.ExecuteAsync("update marks set tenant = -1");
        await db.ExecuteAsync("rollback to here");
        Assert.Equal(1, await db.ExecuteAsync("update marks set tenant = tenant where tenant = @tenant", new { tenant }));
        await db.CommitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        if (_pooler is not null)
            await _pooler.DisposeAsync();
    }
}

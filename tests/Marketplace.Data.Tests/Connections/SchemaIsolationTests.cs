using System.Globalization;
using Marketplace.Testing;

namespace Marketplace.Data.Tests;

/// <summary>Several schemas share one pool whose connections remember the schema they are bound to: that memory must never be wrong.</summary>
public sealed class SchemaIsolationTests
{
    private const int Schemas = 6;

    [Fact]
    public async Task Parallel_tenants_see_their_own_rows_only()
    {
        await using var tenants = await Tenants.CreateAsync();
        await tenants.HammerAsync(rounds: 60);
    }

    [Fact]
    public async Task Killed_connections_are_bound_anew()
    {
        await using var tenants = await Tenants.CreateAsync();
        await tenants.HammerAsync(rounds: 5);
        for (var i = 0; i < 5; i++)
        {
            await tenants.KillConnectionsAsync();
            await tenants.HammerAsync(rounds: 10, tolerateLostConnections: true);
        }

        await tenants.HammerAsync(rounds: 10, tolerateLostConnections: true);
    }

    [Fact]
    public async Task A_cancelled_command_leaves_its_connection_in_its_schema()
    {
        await using var tenants = await Tenants.CreateAsync();
        for (var i = 0; i < 20; i++)
        {
            using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(5));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            {
                await using var session = await tenants.Databases[i % Schemas].OpenAsync(cancel.Token);
                await session.ScalarAsync<string>("select pg_sleep(5)::text", cancellationToken: cancel.Token);
            });
            await tenants.HammerAsync(rounds: 1);
        }
    }

    [Fact]
    public async Task A_rolled_back_transaction_leaves_its_connection_in_its_schema()
    {
        await using var tenants = await Tenants.CreateAsync();
        for (var i = 0; i < Schemas; i++)
        {
            await using (var db = await tenants.Databases[i].BeginAsync(default))
                await db.ExecuteAsync("insert into marks (tenant) values (-1)");
            await tenants.HammerAsync(rounds: 1);
        }
    }

    [Fact]
    public async Task A_name_that_needs_quotes_is_a_schema_like_any_other()
    {
        var server = await TestDatabase.GetServerAsync();
        const string Name = "odd\"; drop schema public; --";
        await server.CreateSchemaAsync(Name, default);
        await using (var session = await server.Schema(Name).OpenAsync(default))
            Assert.Equal(Name, await session.ScalarAsync<string>("select current_schema()::text"));
        await server.DropSchemaAsync(Name, default);
    }

    /// <summary>A server object of its own, so that killing its connections disturbs nobody else.</summary>
    private sealed class Tenants(string connectionString) : IAsyncDisposable
    {
        private readonly PostgresServer _server = new(connectionString);

        public List<IDatabase> Databases { get; } = [];

        public static async Task<Tenants> CreateAsync()
        {
            var tenants = new Tenants(new Npgsql.NpgsqlConnectionStringBuilder(await PostgresCluster.CreateDatabaseAsync()) { Pooling = true, MaxPoolSize = 20 }.ToString());
            for (var i = 0; i < Schemas; i++)
            {
                var tenant = i;
                var schema = $"tenant{tenant}";
                await tenants._server.CreateSchemaAsync(schema, default);
                tenants.Databases.Add(tenants._server.Schema(schema));
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
                    catch (Npgsql.NpgsqlException) when (tolerateLostConnections)
                    {
                        // A connection of the pool that the server closed: the next one is new.
                    }
                }
            })));

        public async Task KillConnectionsAsync()
        {
            await using var administration = new Npgsql.NpgsqlConnection(await PostgresCluster.GetConnectionStringAsync());
            await administration.OpenAsync();
            await using var database = await Databases[0].OpenAsync(default);
            var name = await database.ScalarAsync<string>("select current_database()::text");
            await using var kill = new Npgsql.NpgsqlCommand(
                $"select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = '{name}'", administration);
            Assert.True(Convert.ToInt32(await kill.ExecuteScalarAsync(), CultureInfo.InvariantCulture) > 0);
        }

        private async Task LookAsync(int tenant)
        {
            var database = Databases[tenant];
            await using (var session = await database.OpenAsync(default))
                Assert.Equal([tenant], await session.QueryAsync<int>("select tenant from marks"));
            await using var db = await database.BeginAsync(default);
            Assert.Equal(tenant, await db.QuerySingleAsync<int>("update marks set tenant = tenant returning tenant"));
            await db.CommitAsync();
        }

        public ValueTask DisposeAsync() => _server.DisposeAsync();
    }
}

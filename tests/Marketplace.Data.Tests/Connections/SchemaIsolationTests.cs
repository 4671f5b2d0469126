using Marketplace.Testing;

namespace Marketplace.Data.Tests.Connections;

/// <summary>
/// Several schemas share connections, ours in one pool and, behind a pooler, the server's too: nobody's statement may meet another's
/// tables.
/// </summary>
public sealed class SchemaIsolationTests
{
    [Theory, InlineData(false), InlineData(true)]
    public async Task Parallel_tenants_see_their_own_rows_only(bool isPooled)
    {
        await using var tenants = await SharedServer.CreateAsync(isPooled);
        await tenants.HammerAsync(rounds: 60);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Killed_connections_make_nobody_meet_another_schema(bool isPooled)
    {
        await using var tenants = await SharedServer.CreateAsync(isPooled);
        await tenants.HammerAsync(rounds: 5);
        for (var i = 0; i < 5; i++)
        {
            await tenants.KillConnectionsAsync();
            await tenants.HammerAsync(rounds: 10, tolerateLostConnections: true);
        }

        await tenants.HammerAsync(rounds: 10, tolerateLostConnections: true);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_cancelled_command_leaves_nothing_behind(bool isPooled)
    {
        await using var tenants = await SharedServer.CreateAsync(isPooled);
        for (var i = 0; i < 20; i++)
        {
            using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(5));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            {
                await using var session = await tenants.Databases[i % SharedServer.Schemas].OpenAsync(cancel.Token);
                await session.ScalarAsync<string>("select pg_sleep(5)::text", cancellationToken: cancel.Token);
            });
            await tenants.HammerAsync(rounds: 1);
        }
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_rolled_back_transaction_leaves_nothing_behind(bool isPooled)
    {
        await using var tenants = await SharedServer.CreateAsync(isPooled);
        foreach (var database in tenants.Databases)
        {
            await using (var db = await database.BeginAsync(default))
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
}

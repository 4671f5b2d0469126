using Npgsql;

namespace Marketplace.Data.Tests.Connections;

/// <summary>
/// Behind <c>pgbouncer</c> in transaction mode: whose connection a statement meets is anybody's guess, and it must not matter.
/// </summary>
public sealed class PoolerTests
{
    [Fact]
    public async Task A_pooler_is_noticed_and_a_server_is_not_taken_for_one()
    {
        await using var pooled = await SharedServer.CreateAsync(isPooled: true);
        await using var direct = new PostgresServer(pooled.Direct);

        Assert.True(await pooled.Server.IsBehindPoolerAsync(default));
        Assert.False(await direct.IsBehindPoolerAsync(default));
    }

    [Fact]
    public async Task A_session_stays_with_its_tenant_when_another_connection_of_the_server_serves_it()
    {
        await using var tenants = await SharedServer.CreateAsync(isPooled: true);
        await using var session = await tenants.Databases[3].OpenAsync(default);
        var first = await session.ScalarAsync<int>("select pg_backend_pid()");

        await using var holder = await TakeAsync(tenants.Databases[4], first);

        Assert.NotEqual(first, await session.ScalarAsync<int>("select pg_backend_pid()"));
        Assert.Equal([3], await session.QueryAsync<int>("select tenant from marks"));
        Assert.Equal([4], await holder.QueryAsync<int>("select tenant from marks"));
    }

    [Fact]
    public async Task Nothing_of_a_tenant_stays_on_the_servers_connection()
    {
        await using var tenants = await SharedServer.CreateAsync(isPooled: true);
        await tenants.HammerAsync(rounds: 3);

        await using var stranger = new NpgsqlConnection(tenants.Server.ConnectionString);
        await stranger.OpenAsync();
        for (var i = 0; i < 10; i++)
        {
            await using var command = new NpgsqlCommand("show search_path", stranger);
            Assert.Equal("\"$user\", public", await command.ExecuteScalarAsync());
            await tenants.HammerAsync(rounds: 1);
        }
    }

    [Fact]
    public async Task Who_listens_hears_what_is_committed_through_the_pooler()
    {
        await using var tenants = await SharedServer.CreateAsync(isPooled: true);
        var heard = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var listening = new TaskCompletionSource();
        using var stop = new CancellationTokenSource();
        var listener = tenants.Server.ListenAsync("news", x => heard.TrySetResult(x), listening.SetResult, stop.Token);
        await listening.Task.WaitAsync(TimeSpan.FromSeconds(10));

        await tenants.Databases[0].InTransactionAsync(db => PostgresServer.NotifyAsync(db, "news", "hello", default), default);

        Assert.Equal("hello", await heard.Task.WaitAsync(TimeSpan.FromSeconds(10)));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => listener);
    }

    [Fact]
    public async Task A_named_lock_holds_while_the_pooler_gives_its_connections_to_others()
    {
        await using var tenants = await SharedServer.CreateAsync(isPooled: true);
        Task<IAsyncDisposable> second;
        await using (await tenants.Server.LockAsync("creation", default))
        {
            second = tenants.Server.LockAsync("creation", default);
            await tenants.HammerAsync(rounds: 5);
            Assert.False(second.IsCompleted);
        }

        await using var freed = await second.WaitAsync(TimeSpan.FromSeconds(10));
    }

    /// <summary>A transaction of somebody else on this connection of the server.</summary>
    private static async Task<UnitOfWork> TakeAsync(IDatabase database, int processId)
    {
        var transaction = await database.BeginAsync(default);
        if (await transaction.ScalarAsync<int>("select pg_backend_pid()") == processId)
            return transaction;
        await using (transaction)
        {
            // The other one is taken now.
            var second = await database.BeginAsync(default);
            Assert.Equal(processId, await second.ScalarAsync<int>("select pg_backend_pid()"));
            return second;
        }
    }
}

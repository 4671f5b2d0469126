using System.Threading.Channels;
using Marketplace.Testing;

namespace Marketplace.Data.Tests.Connections;

public sealed class NotificationTests
{
    [Fact]
    public async Task Listeners_hear_what_is_committed_and_only_that()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        var server = await TestDatabase.GetServerAsync();
        var heard = Channel.CreateUnbounded<string>();
        var listening = new TaskCompletionSource();
        using var stop = new CancellationTokenSource();
        var listener = server.ListenAsync("tenants changed", x => heard.Writer.TryWrite(x), listening.SetResult, stop.Token);
        await listening.Task.WaitAsync(TimeSpan.FromSeconds(10));

        await using (var dropped = await test.Database.BeginAsync(default))
            await PostgresServer.NotifyAsync(dropped, "tenants changed", "never", default);
        await test.Database.InTransactionAsync(db => PostgresServer.NotifyAsync(db, "tenants changed", "mycelium", default), default);

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        Assert.Equal("mycelium", await heard.Reader.ReadAsync(patience.Token));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => listener);
    }

    [Fact]
    public async Task A_listener_says_when_its_connection_is_lost()
    {
        var server = await TestDatabase.GetServerAsync();
        var listening = new TaskCompletionSource();
        var listener = server.ListenAsync("lost", _ => { }, listening.SetResult, default);
        await listening.Task.WaitAsync(TimeSpan.FromSeconds(10));

        await using var administration = new Npgsql.NpgsqlConnection(await PostgresCluster.GetConnectionStringAsync());
        await administration.OpenAsync();
        await using var kill = new Npgsql.NpgsqlCommand(
            "select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen \"lost\"'", administration);
        await kill.ExecuteNonQueryAsync();

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => listener.WaitAsync(TimeSpan.FromSeconds(10)));
    }
}

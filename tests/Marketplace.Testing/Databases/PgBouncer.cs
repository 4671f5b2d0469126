using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Marketplace.Testing;

/// <summary>
/// A real <c>pgbouncer</c> in transaction mode before one database of the test server, with so few connections to it that every transaction
/// may meet another one. It ends with the test process, however that ends.
/// </summary>
public sealed class PgBouncer : IAsyncDisposable
{
    private readonly Process _shell;

    private PgBouncer(Process shell, string connectionString, string direct) =>
        (_shell, ConnectionString, Direct) = (shell, connectionString, direct);

    /// <summary>To the pooler.</summary>
    public string ConnectionString { get; }

    /// <summary>To the server.</summary>
    public string Direct { get; }

    /// <param name="database">The server's connection string to the database.</param>
    /// <param name="connections">How many connections the pooler keeps to it.</param>
    public static async Task<PgBouncer> StartAsync(string database, int connections)
    {
        var server = new NpgsqlConnectionStringBuilder(database);
        var folder = Path.Combine(Path.GetTempPath(), "marketplace-pgbouncer-" + Guid.NewGuid().ToString("N"));
        var port = PostgresCluster.FreePort();
        var password = server.Password is { Length: > 0 } secret ? $" password='{secret}'" : "";
        // Files of an ordinary user, because pgbouncer does not run as root; the shell ends it when its input ends. What a shell starts in
        // the background ignores the gentle signals, and there is nothing to save.
        var script =
            $"""
             set -e
             umask 077
             mkdir '{folder}'
             cat > '{folder}/pgbouncer.ini' <<'END'
             [databases]
             * = host={server.Host} port={server.Port} user={server.Username}{password}
             [pgbouncer]
             listen_addr = 127.0.0.1
             listen_port = {port}
             unix_socket_dir =
             auth_type = any
             pool_mode = transaction
             default_pool_size = {connections}
             max_client_conn = 500
             END
             '{FindProgram()}' -q '{folder}/pgbouncer.ini' >&2 &
             server=$!
             read end || true
             kill -KILL $server || true
             wait $server || true
             rm -rf '{folder}'
             """;
        var start = new ProcessStartInfo { RedirectStandardInput = true, RedirectStandardError = true, UseShellExecute = false };
        var command = PostgresCluster.AsOrdinaryUser(["sh", "-c", script]);
        start.FileName = command[0];
        foreach (var argument in command.Skip(1))
            start.ArgumentList.Add(argument);
        var shell = Process.Start(start) ?? throw new InvalidOperationException("The shell that runs pgbouncer did not start.");
        var output = new ConcurrentQueue<string>();
        shell.ErrorDataReceived += (_, e) => output.Enqueue(e.Data ?? "");
        shell.BeginErrorReadLine();
        var pooled = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Username = server.Username,
            Database = server.Database,
            Pooling = true,
            MaxPoolSize = 60,
        }.ToString();
        await PostgresCluster.WaitUntilReadyAsync(new NpgsqlConnectionStringBuilder(pooled) { Pooling = false }.ToString(), shell, output);
        return new PgBouncer(shell, pooled, database);
    }

    private static string FindProgram() =>
        new[] { "/usr/sbin" }.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            .Select(x => Path.Combine(x, "pgbouncer"))
            .FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("The tests need pgbouncer: install the package of that name.");

    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
        _shell.Dispose();
    }
}

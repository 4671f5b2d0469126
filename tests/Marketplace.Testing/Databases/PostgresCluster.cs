using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Marketplace.Testing;

/// <summary>
/// One temporary PostgreSQL for this test process, started when first asked for and gone with the process, however it ends.
/// <c>MARKETPLACE_TEST_POSTGRES</c>, a connection string of a superuser, names a running server to use instead.
/// </summary>
public static class PostgresCluster
{
    private const string Variable = "MARKETPLACE_TEST_POSTGRES";

    private const string Initialized = "initialized";

    private static readonly Lazy<Task<string>> Administration = new(StartAsync);
    private static int _databases;

    /// <summary>A superuser's connection string to the server's database <c>postgres</c>.</summary>
    public static Task<string> GetConnectionStringAsync() => Administration.Value;

    /// <returns>The connection string of a new, empty database.</returns>
    public static Task<string> CreateDatabaseAsync() => CreateDatabaseAsync(from: null);

    /// <param name="connectionString">Of a database that nobody uses any more: who is still connected is cut off.</param>
    /// <returns>The connection string of a new database that holds the same.</returns>
    public static Task<string> CopyDatabaseAsync(string connectionString) =>
        CreateDatabaseAsync(new NpgsqlConnectionStringBuilder(connectionString).Database);

    private static async Task<string> CreateDatabaseAsync(string? from)
    {
        var name = Name(Interlocked.Increment(ref _databases));
        var administration = await GetConnectionStringAsync();
        await using var connection = new NpgsqlConnection(administration);
        await connection.OpenAsync();
        await using (var drop = new NpgsqlCommand($"drop database if exists {name} with (force)", connection))
            await drop.ExecuteNonQueryAsync();
        if (from is not null)
        {
            await using var cutOff = new NpgsqlCommand(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", connection);
            cutOff.Parameters.Add(new NpgsqlParameter { Value = from });
            await cutOff.ExecuteNonQueryAsync();
        }

        await using (var create = new NpgsqlCommand($"create database {name}{(from is null ? "" : " template " + from)}", connection))
            await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(administration) { Database = name }.ToString();
    }

    private static async Task<string> StartAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            AppDomain.CurrentDomain.ProcessExit += (_, _) => DropDatabases();
            return new NpgsqlConnectionStringBuilder(given) { Pooling = false }.ToString();
        }

        var tools = FindTools();
        var folder = Path.Combine(Path.GetTempPath(), "marketplace-postgres-" + Guid.NewGuid().ToString("N"));
        // The shell holds the server: it stops it and removes its files when its input ends, which happens even if this process is killed.
        var script =
            $"""
             set -e
             cd /
             '{tools}/initdb' -D '{folder}' -U postgres -A trust -E UTF8 --locale=C --no-sync --no-instructions >&2
             echo '{Initialized}' >&2
             read port || exec rm -rf '{folder}'
             '{tools}/postgres' -D '{folder}' -k '{folder}' -c listen_addresses=127.0.0.1 -p $port \
               -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200 -c log_min_messages=fatal >&2 &
             server=$!
             read end || true
             kill -QUIT $server || true
             wait $server || true
             rm -rf '{folder}'
             """;
        var start = new ProcessStartInfo { RedirectStandardInput = true, RedirectStandardError = true, UseShellExecute = false };
        var command = AsOrdinaryUser(["sh", "-c", script]);
        start.FileName = command[0];
        foreach (var argument in command.Skip(1))
            start.ArgumentList.Add(argument);
        var shell = Process.Start(start) ?? throw new InvalidOperationException("The shell that runs PostgreSQL did not start.");
        var output = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var initialized = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        shell.ErrorDataReceived += (_, e) =>
        {
            output.Enqueue(e.Data ?? "");
            // The end of the output (null) goes on too: then the shell has failed, and waiting for the server says so.
            if (e.Data is null or Initialized)
                initialized.TrySetResult();
        };
        shell.BeginErrorReadLine();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop(shell);
        await initialized.Task;
        // Chosen last: making the cluster takes long on a busy machine, and others look for free ports meanwhile.
        var port = FreePort();
        if (!shell.HasExited)
            await shell.StandardInput.WriteLineAsync(port.ToString(CultureInfo.InvariantCulture));
        var connectionString = string.Create(
            CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Pooling=false");
        await WaitUntilReadyAsync(connectionString, shell, output);
        return connectionString;
    }

    /// <summary>Leaves a server that others use as it was.</summary>
    private static void DropDatabases()
    {
        using var connection = new NpgsqlConnection(Administration.Value.GetAwaiter().GetResult());
        try
        {
            connection.Open();
        }
        catch (NpgsqlException)
        {
            // The server is gone, and its databases with it.
            return;
        }

        foreach (var name in Enumerable.Range(1, _databases).Select(Name))
        {
            using var drop = new NpgsqlCommand($"drop database if exists {name} with (force)", connection);
            drop.ExecuteNonQuery();
        }
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"test_{Environment.ProcessId}_{number}");

    private static void Stop(Process shell)
    {
        if (shell.HasExited)
            return;
        shell.StandardInput.Close();
        shell.WaitForExit(TimeSpan.FromSeconds(20));
    }

    internal static async Task WaitUntilReadyAsync(string connectionString, Process shell, IEnumerable<string> output)
    {
        for (var since = Stopwatch.StartNew(); ; await Task.Delay(50))
        {
            if (shell.HasExited || since.Elapsed > TimeSpan.FromSeconds(90))
                throw new InvalidOperationException("The database server did not start:\n" + string.Join('\n', output));
            try
            {
                await using var connection = new NpgsqlConnection(connectionString);
                await connection.OpenAsync();
                return;
            }
            catch (NpgsqlException)
            {
                // Not listening yet, or still starting up.
            }
        }
    }

    /// <summary>PostgreSQL refuses to run as root, so root hands it to the user that its package makes.</summary>
    internal static string[] AsOrdinaryUser(string[] command) =>
        Environment.IsPrivilegedProcess
            ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--", .. command]
            : command;

    private static string FindTools()
    {
        const string Debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(Debian)
            ? Directory.GetDirectories(Debian)
                .OrderByDescending(x => int.TryParse(Path.GetFileName(x), CultureInfo.InvariantCulture, out var version) ? version : 0)
            : Enumerable.Empty<string>();
        var folders = versions.Select(x => Path.Combine(x, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator));
        return folders.FirstOrDefault(x => File.Exists(Path.Combine(x, "initdb")) && File.Exists(Path.Combine(x, "postgres")))
            ?? throw new InvalidOperationException(
                $"The tests need PostgreSQL: install the package postgresql (initdb must be below {Debian} or in PATH), or set "
                + $"{Variable} to a superuser's connection string.");
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

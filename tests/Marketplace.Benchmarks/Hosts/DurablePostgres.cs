using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Marketplace.Benchmarks.Hosts;

/// <summary>A temporary PostgreSQL with its default settings, every commit on disk, and its own benchmark program beside it.</summary>
internal sealed partial class DurablePostgres : IAsyncDisposable
{
    private readonly string _folder;
    private readonly string _tools;

    private DurablePostgres(string folder, string tools, int port)
    {
        (_folder, _tools, Port) = (folder, tools, port);
    }

    public int Port { get; }

    public string ConnectionString =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Username=postgres;Database=postgres");

    public static async Task<DurablePostgres> StartAsync()
    {
        var tools = Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Last() + "/bin";
        var folder = Path.Combine(Path.GetTempPath(), "marketplace-bench-postgres-" + Guid.NewGuid().ToString("N"));
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        var server = new DurablePostgres(folder, tools, port);
        await server.ShellAsync($"{tools}/initdb -D {folder} -U postgres -A trust -E UTF8 --locale=C --no-instructions");
        await server.ShellAsync(
            $"{tools}/pg_ctl -D {folder} -l {folder}/log -w start -o '-k {folder} -c listen_addresses=127.0.0.1 -p "
            + $"{port.ToString(CultureInfo.InvariantCulture)} -c max_connections=100'");
        return server;
    }

    /// <summary>PostgreSQL's own measure: 10 branches, the transaction called "simple update".</summary>
    public async Task PrepareSimpleUpdateAsync() =>
        await ShellAsync(
            $"{_tools}/pgbench -h 127.0.0.1 -p {Port.ToString(CultureInfo.InvariantCulture)} -U postgres -i -q -s 10 postgres");

    /// <returns>Transactions per second, eight clients.</returns>
    public async Task<double> SimpleUpdateAsync(TimeSpan time)
    {
        var output = await ShellAsync(
            $"{_tools}/pgbench -h 127.0.0.1 -p {Port.ToString(CultureInfo.InvariantCulture)} -U postgres -N -n -c 8 -j 2 -T "
            + $"{time.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} postgres");
        return double.Parse(Rate().Match(output).Groups["rate"].Value, CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        await ShellAsync($"{_tools}/pg_ctl -D {_folder} -m immediate stop");
        await ShellAsync($"rm -rf {_folder}");
    }

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private static async Task<string> RunAsync(string command)
    {
        string[] arguments = Environment.IsPrivilegedProcess
            ? ["--reuid=postgres", "--regid=postgres", "--init-groups", "--", "sh", "-c", "cd / && " + command]
            : ["-c", "cd / && " + command];
        using var process = Process.Start(
            new ProcessStartInfo(Environment.IsPrivilegedProcess ? "setpriv" : "sh", arguments)
            { RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{command} failed:\n{output}");
    }

    private Task<string> ShellAsync(string command) =>
        RunAsync(command.Contains("pg_ctl", StringComparison.Ordinal) ? command + " > /dev/null" : command);

    [GeneratedRegex(@"tps = (?<rate>[0-9.]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Rate();
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Marketplace.Testing;

/// <summary>The program as a process of its own, as people run it, so that it can be killed.</summary>
public sealed partial class MarketplaceProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private MarketplaceProcess(Process process) => _process = process;

    /// <summary>Everything it wrote, to both outputs.</summary>
    public string Output => string.Join('\n', _output);

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <returns>Once it listens.</returns>
    public static async Task<MarketplaceProcess> StartAsync(string appData, IReadOnlyDictionary<string, string>? environment = null)
    {
        var program = new MarketplaceProcess(Start(["--urls", "http://127.0.0.1:0", "--Marketplace:AppData", appData], environment));
        program.Read();
        program.Address = await program._listening.Task.WaitAsync(Patience);
        return program;
    }

    /// <summary>The data folder that a first start made, on SQLite: copied, so that it takes no seconds.</summary>
    /// <returns>A folder that whoever asked deletes.</returns>
    public static async Task<string> CopySamplesAsync()
    {
        var folder = Path.Combine(Path.GetTempPath(), "marketplace-process-" + Guid.NewGuid().ToString("N"));
        await FirstStarts.CopyAsync(DatabaseKind.Sqlite, folder);
        return folder;
    }

    /// <summary>Begins one of the program's commands, to be killed in the middle.</summary>
    public static MarketplaceProcess Begin(string appData, string[] command, IReadOnlyDictionary<string, string>? environment = null)
    {
        var program = new MarketplaceProcess(Start([.. command, "--Marketplace:AppData", appData], environment));
        program.Read();
        return program;
    }

    /// <summary>Runs one of the program's commands to its end.</summary>
    /// <param name="command">For example <c>verify --tenant mycelium</c>, word by word.</param>
    /// <param name="killAt">Part of a line of its output at which it is killed.</param>
    public static async Task<CommandResult> RunAsync(
        string appData, string[] command, IReadOnlyDictionary<string, string>? environment = null, string? killAt = null)
    {
        using var process = Start([.. command, "--Marketplace:AppData", appData], environment);
        var error = process.StandardError.ReadToEndAsync();
        var output = new StringBuilder();
        try
        {
            while (await process.StandardOutput.ReadLineAsync().WaitAsync(Patience) is { } line)
            {
                output.Append(line).Append('\n');
                if (killAt is not null && line.Contains(killAt, StringComparison.Ordinal))
                    process.Kill();
            }

            await process.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            process.Kill();
            throw;
        }

        return new CommandResult(process.ExitCode, output.ToString(), await error);
    }

    public Visitor NewVisitor(string prefix = "") => new(Address, prefix);

    /// <summary>Ends it in the middle of whatever it does.</summary>
    public Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        return _process.WaitForExitAsync();
    }

    /// <summary>Asks it to end, as a service manager does.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    private static Process Start(string[] arguments, IReadOnlyDictionary<string, string>? environment)
    {
        var root = MarketplaceApp.ContentRoot();
        // Built in the same configuration as this test.
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var start = new ProcessStartInfo("dotnet")
        { WorkingDirectory = root, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in arguments.Prepend(Path.Combine(root, "bin", configuration, "net10.0", "Marketplace.Web.dll")))
            start.ArgumentList.Add(argument);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
            start.Environment[name] = value;
        return Process.Start(start) ?? throw new InvalidOperationException("The program did not start.");
    }

    private void Read()
    {
        _process.OutputDataReceived += (_, e) => Take(e.Data);
        _process.ErrorDataReceived += (_, e) => Take(e.Data);
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) => _listening.TrySetException(
            new InvalidOperationException("The program ended before it listened:\n" + Output));
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Take(string? line)
    {
        if (line is null)
            return;
        _output.Enqueue(line);
        if (Listening().Match(line) is { Success: true } match)
            _listening.TrySetResult(new Uri(match.Groups["address"].Value));
    }

    [GeneratedRegex(@"Now listening on: (?<address>http://[\d.:]+)", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Listening();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }
}

public sealed record CommandResult(int ExitCode, string Output, string Error);

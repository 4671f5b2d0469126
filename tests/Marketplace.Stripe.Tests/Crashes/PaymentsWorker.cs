using System.Diagnostics;
using System.Globalization;
using Marketplace.Data;
using Marketplace.Testing;

namespace Marketplace.Stripe.Tests.Crashes;

/// <summary>The process that pays and dies.</summary>
internal sealed class PaymentsWorker : IAsyncDisposable
{
    /// <summary>What a shell calls signal 9.</summary>
    private const int Killed = 128 + 9;

    private readonly Process _process;
    private readonly Task<string> _errors;

    private PaymentsWorker(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Of a server.</summary>
    public Uri Address { get; private set; } = null!;

    /// <returns>What it said before it died or ended.</returns>
    public static async Task<string> RunAsync(CrashDesk desk, string point, params string[] command)
    {
        await using var worker = new PaymentsWorker(await StartProcessAsync(desk, point, command));
        var said = await worker._process.StandardOutput.ReadToEndAsync();
        await worker._process.WaitForExitAsync();
        Assert.True(
            worker._process.ExitCode == (point == "none" ? 0 : Killed),
            $"The worker ended with {worker._process.ExitCode} at '{point}': {said} {await worker._errors}");
        return said.Trim();
    }

    public static async Task<PaymentsWorker> ServeAsync(CrashDesk desk, string point)
    {
        var worker = new PaymentsWorker(await StartProcessAsync(desk, point, "serve"));
        var said = await worker._process.StandardOutput.ReadLineAsync();
        Assert.True(
            said is not null && said.StartsWith("listening ", StringComparison.Ordinal), said + await ErrorsOfEndedAsync(worker, said));
        worker.Address = new Uri(said["listening ".Length..]);
        return worker;
    }

    /// <summary>Spends 50 cents so many times, once <see cref="GoAsync"/> says so.</summary>
    public static async Task<PaymentsWorker> SpendAsync(CrashDesk desk, string key, string user, int count)
    {
        var worker = new PaymentsWorker(
            await StartProcessAsync(desk, "none", "spend", key, user, count.ToString(CultureInfo.InvariantCulture)));
        var said = await worker._process.StandardOutput.ReadLineAsync();
        Assert.True(said == "ready", said + await ErrorsOfEndedAsync(worker, said));
        return worker;
    }

    public async Task GoAsync()
    {
        await _process.StandardInput.WriteLineAsync("go");
        await _process.StandardInput.FlushAsync();
        var said = await _process.StandardOutput.ReadLineAsync();
        Assert.True(said == "spent", said + await ErrorsOfEndedAsync(this, said));
    }

    public async Task AssertDeadAsync()
    {
        await _process.WaitForExitAsync();
        Assert.Equal(Killed, _process.ExitCode);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<string> ErrorsOfEndedAsync(PaymentsWorker worker, string? said) => said is null ? await worker._errors : "";

    private static async Task<Process> StartProcessAsync(CrashDesk desk, string point, params string[] command)
    {
        var dll = Path.Combine(AppContext.BaseDirectory, "Marketplace.PaymentsWorker.dll");
        string[] database = desk.Database.Schema is { } schema
            ? ["postgres", (await TestDatabase.GetServerAsync()).ConnectionString, schema]
            : ["sqlite", ((SqliteDatabase)desk.Database.Database).Path];
        var now = desk.Host.Shell.Time.GetUtcNow().UtcTicks.ToString(CultureInfo.InvariantCulture);
        return Process.Start(
            new ProcessStartInfo(
                "dotnet", [dll, .. database, desk.Keys.FullName, desk.Host.Root.ToString().TrimEnd('/'), now, point, .. command])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            })!;
    }
}

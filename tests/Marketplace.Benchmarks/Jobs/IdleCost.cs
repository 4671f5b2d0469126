using System.Diagnostics;
using Marketplace.JobsWorker;
using Marketplace.Testing;

namespace Marketplace.Benchmarks.Jobs;

/// <summary>
/// What the job server of a process takes of a core while nothing is to be done, for tenants with twelve recurring tasks each.
/// </summary>
internal sealed class IdleCost : IAsyncDisposable
{
    /// <summary>What runs every minute runs once in it, wherever it begins.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly JobsPlace _store;
    private readonly TestHost _host;
    private readonly List<TestShell> _tenants = [];

    private IdleCost(JobsPlace store, TestHost host) => (_store, _host) = (store, host);

    public static async Task<IdleCost> StartAsync(DatabaseKind kind, int tenants)
    {
        var store = await JobsPlace.CreateAsync(kind);
        var host = TestHost.CreateAsUsual(store);
        var idle = new IdleCost(store, host);
        for (var i = 0; i < tenants; i++)
            idle._tenants.Add(await host.AddTenantAsync(kind, $"t{i}", IdleTasks.Add));
        await idle.SetAwakeAsync(awake: true);
        await host.StartAsync();
        return idle;
    }

    /// <summary>Idle tenants are released after a while: then nothing but what wakes them is planned.</summary>
    public async Task SetAwakeAsync(bool awake)
    {
        foreach (var tenant in _tenants)
        {
            if (awake)
                await _host.WakeAsync(tenant, TimeProvider.System);
            else
                _host.Sleep(tenant);
        }
    }

    /// <returns>Of a core, in percent. A database server is not part of it.</returns>
    public static async Task<double> MeasureAsync()
    {
        using var process = Process.GetCurrentProcess();
        var (cpu, clock) = (process.TotalProcessorTime, Stopwatch.StartNew());
        await Task.Delay(Window);
        process.Refresh();
        return (process.TotalProcessorTime - cpu) / clock.Elapsed * 100;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _store.DisposeAsync();
    }
}

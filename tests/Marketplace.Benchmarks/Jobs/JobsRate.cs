using System.Diagnostics;
using Marketplace.Data;
using Marketplace.JobsWorker;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Benchmarks.Jobs;

internal sealed record Nothing;

/// <summary>What is left is what it costs to queue and run it.</summary>
internal sealed class DoNothing : IJob<Nothing>
{
    public Task ExecuteAsync(Nothing payload, CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Jobs a second from the first that is queued to the last that is done, in one process.</summary>
internal sealed class JobsRate : IAsyncDisposable
{
    private const int Clients = 4;

    private readonly JobsPlace _store;
    private readonly TestHost _host;
    private readonly TestShell _tenant;
    private int _round;

    private JobsRate(JobsPlace store, TestHost host, TestShell tenant) => (_store, _host, _tenant) = (store, host, tenant);

    public static async Task<JobsRate> StartAsync(DatabaseKind kind)
    {
        var store = await JobsPlace.CreateAsync(kind);
        var host = TestHost.Create(store);
        var tenant = await host.AddTenantAsync(kind, "one", services => services.AddJob<DoNothing, Nothing>());
        await tenant.Database.InTransactionAsync(db => db.ExecuteAsync("create table bare_jobs (name text primary key)"), default);
        await host.StartAsync();
        return new JobsRate(store, host, tenant);
    }

    public async Task<double> MeasureAsync(int jobs)
    {
        var round = _round++;
        var queue = _tenant.Get<IJobQueue>();
        var clock = Stopwatch.StartNew();
        await EachAsync(jobs, i => queue.EnqueueAsync<DoNothing, Nothing>(new Nothing(), $"{round}-{i}", TimeSpan.Zero, default));
        while (await CountAsync("queued_jobs") > 0)
            await Task.Delay(5);
        return jobs / clock.Elapsed.TotalSeconds;
    }

    /// <summary>The least that a job costs which is not lost: a row that is written, and taken away when it is done.</summary>
    public async Task<double> MeasureBareAsync(int jobs)
    {
        var clock = Stopwatch.StartNew();
        await EachAsync(jobs, async i =>
        {
            var name = new { name = $"{i}" };
            await _tenant.Database.InTransactionAsync(db => db.ExecuteAsync("insert into bare_jobs (name) values (@name)", name), default);
            await _tenant.Database.InTransactionAsync(db => db.ExecuteAsync("delete from bare_jobs where name = @name", name), default);
        });
        return jobs / clock.Elapsed.TotalSeconds;
    }

    private static Task EachAsync(int jobs, Func<int, Task> work) => Parallel.ForEachAsync(
        Enumerable.Range(0, jobs), new ParallelOptions { MaxDegreeOfParallelism = Clients }, async (i, _) => await work(i));

    private async Task<long> CountAsync(string table)
    {
        await using var db = await _tenant.Database.OpenAsync(default);
        return await db.ScalarAsync<long>($"select count(*) from {table}");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _store.DisposeAsync();
    }
}

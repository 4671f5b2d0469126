using System.Diagnostics;
using Marketplace.Benchmarks.Areas.Benchmarks.Pages;
using Marketplace.Benchmarks.Hosts;
using Marketplace.Benchmarks.Load;
using Marketplace.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Benchmarks.Measurements;

/// <param name="Activation">Median time to activate a tenant and open its database.</param>
/// <param name="ActiveBytes">Managed heap per activated tenant.</param>
/// <param name="ServingBytes">Managed heap per tenant that has served a page.</param>
internal sealed record TenantCosts(TimeSpan Activation, long ActiveBytes, long ServingBytes)
{
    /// <summary>Tenant 0 serves already; the others are activated one by one.</summary>
    public static async Task<TenantCosts> MeasureAsync(ManyTenants host, int tenants)
    {
        var before = Heap();
        var times = new List<TimeSpan>();
        for (var i = 1; i < tenants; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await host.Directory.RunInTenantAsync(ManyTenants.NameOf(i), activate: true, OpenDatabaseAsync, CancellationToken.None);
            times.Add(Stopwatch.GetElapsedTime(start));
        }

        var active = Heap();
        await using (var client = await RawClient.ConnectAsync(host.Address))
        {
            for (var i = 1; i < tenants; i++)
                await client.GetAsync(RawClient.Request(host.Address, "/" + ManyTenants.NameOf(i) + StorefrontModel.Address));
        }

        times.Sort();
        return new(times[times.Count / 2], (active - before) / (tenants - 1), (Heap() - before) / (tenants - 1));
    }

    private static async Task OpenDatabaseAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var session = await services.GetRequiredService<IDatabase>().OpenAsync(cancellationToken);
        await session.ScalarAsync<long>("select count(*) from outbox", cancellationToken: cancellationToken);
    }

    private static long Heap()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}

using System.Diagnostics;
using Marketplace.Benchmarks.Areas.Benchmarks.Pages;
using Marketplace.Benchmarks.Hosts;
using Marketplace.Benchmarks.Load;
using Marketplace.Benchmarks.Measurements;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Benchmarks.Suites;

/// <summary>
/// Process start, cost per tenant, and requests per second of a storefront page in a tenant against the same page in a bare application.
/// </summary>
internal static class HostSuite
{
    public static async Task RunAsync(int tenants, int requests)
    {
        var folder = Directory.CreateTempSubdirectory("marketplace-bench-").FullName;
        try
        {
            var machine = new Machine();
            Report.Line(
                "First start, which sets the sample tenants up",
                $"{(await ProcessStart.MeasureAsync(Path.Combine(folder, "samples"))).TotalSeconds:0.00} s");
            var starts = new Series();
            for (var i = 0; i < Report.Rounds; i++)
                starts.Add((await ProcessStart.MeasureAsync(Path.Combine(folder, "samples"))).TotalSeconds);
            Report.Figure("Process start to first page", starts, "0.00 s", "at most 2 s");

            var appData = Path.Combine(folder, "tenants");
            ManyTenants.Prepare(appData);
            await using (var making = await ManyTenants.StartAsync(appData))
            {
                var clock = Stopwatch.StartNew();
                for (var i = 0; i < tenants; i++)
                    await making.CreateAsync(i);
                Report.Line($"Creating one of {tenants} tenants", $"{clock.Elapsed.TotalMilliseconds / tenants:0} ms");
            }

            await using var host = await ManyTenants.StartAsync(appData);
            await Throughput.MeasureAsync(host.Address, [StorefrontModel.Address], 50);
            var costs = await TenantCosts.MeasureAsync(host, tenants);
            Report.Line(
                $"Activation with the database opened, median of {tenants} tenants", $"{costs.Activation.TotalMilliseconds:0.0} ms",
                "at most 30 ms");
            Report.Line("Managed heap per active tenant", $"{costs.ActiveBytes / 1048576.0:0.000} MB", "at most 0.4 MB");
            Report.Line("Managed heap per tenant after its first page", $"{costs.ServingBytes / 1048576.0:0.000} MB");

            var idle = await IdleCost.MeasureAsync(TimeSpan.FromMinutes(1));
            Report.Line($"{tenants} active tenants that nobody visits, share of a core", $"{idle:0.0} %", "at most 2 %");

            await using var bare = await StartBareAsync(host);
            string[] one = [StorefrontModel.Address];
            string[] all =
                [.. Enumerable.Range(0, tenants).Select(x => (x == 0 ? "" : "/" + ManyTenants.NameOf(x)) + StorefrontModel.Address)];
            var (bareRuns, oneRuns, allRuns) = (new List<Throughput>(), new List<Throughput>(), new List<Throughput>());
            // The first round warms up and does not count.
            for (var round = -1; round < Report.Rounds; round++)
            {
                if (round >= 0)
                    await machine.LookAsync();
                var runs =
                    (Bare: await Throughput.MeasureAsync(bare.Address, one, requests),
                        One: await Throughput.MeasureAsync(host.Address, one, requests),
                        All: await Throughput.MeasureAsync(host.Address, all, requests));
                if (round < 0)
                    continue;
                bareRuns.Add(runs.Bare);
                oneRuns.Add(runs.One);
                allRuns.Add(runs.All);
            }

            var baseline = Report.Rate("Bare application (the baseline)", bareRuns);
            Report.Figure("One tenant ÷ bare", Report.Rate("One tenant", oneRuns).Over(baseline), "0.00", "at least 0.9");
            Report.Figure(
                $"{tenants} tenants in turn ÷ bare", Report.Rate($"{tenants} tenants in turn", allRuns).Over(baseline), "0.00",
                "at least 0.7");
            machine.Judge(baseline);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<BareApp> StartBareAsync(ManyTenants host)
    {
        ITenant tenant = null!;
        var menus = new Dictionary<string, IReadOnlyList<MenuItem>>(StringComparer.Ordinal);
        await host.Directory.RunInTenantAsync(
            ManyTenants.NameOf(0),
            activate: true,
            (services, _) =>
            {
                tenant = services.GetRequiredService<ITenant>();
                foreach (var menu in (string[])[Menus.Storefront, Menus.Footer])
                    menus[menu] = [
                        .. services.GetServices<INavigationProvider>().SelectMany(x => x.GetItems(menu)).Where(x => x.Permission is null)
                            .OrderBy(x => x.Order)];
                return Task.CompletedTask;
            },
            CancellationToken.None);
        var bare = await BareApp.StartAsync(tenant, menus);
        await Report.ComparePagesAsync(bare.Address, host.Address, StorefrontModel.Address);
        return bare;
    }
}

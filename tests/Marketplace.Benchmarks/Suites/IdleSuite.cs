using Marketplace.Benchmarks.Hosts;
using Marketplace.Benchmarks.Jobs;
using Marketplace.Testing;

namespace Marketplace.Benchmarks.Suites;

/// <summary>What a host with many tenants takes of a core while nobody visits it, on both databases.</summary>
internal static class IdleSuite
{
    public static async Task RunAsync(int tenants)
    {
        await using var server = await DurablePostgres.StartAsync();
        Environment.SetEnvironmentVariable("MARKETPLACE_TEST_POSTGRES", server.ConnectionString);
        var machine = new Machine();
        foreach (var kind in new[] { DatabaseKind.Sqlite, DatabaseKind.Postgres })
            await MeasureAsync(kind, tenants, machine);
        machine.Judge();
    }

    private static async Task MeasureAsync(DatabaseKind kind, int tenants, Machine machine)
    {
        await using var host = await IdleCost.StartAsync(kind, tenants);
        foreach (var awake in new[] { false, true })
        {
            await host.SetAwakeAsync(awake);
            var share = new Series();
            for (var round = -1; round < Report.Rounds; round++)
            {
                await machine.LookAsync();
                var measured = await IdleCost.MeasureAsync();
                if (round >= 0)
                    share.Add(measured);
            }

            Report.Limit($"{kind}: {tenants} tenants, {(awake ? "awake" : "asleep")} and idle, of a core", share, "0.00 '%'", 2);
        }
    }
}

using Marketplace.Benchmarks.Hosts;
using Marketplace.Benchmarks.Jobs;
using Marketplace.Testing;

namespace Marketplace.Benchmarks.Suites;

/// <summary>How many queued jobs a second, and how soon after a purchase its work begins, on both databases.</summary>
internal static class JobsSuite
{
    public static async Task RunAsync(int jobs, int purchases)
    {
        await using var server = await DurablePostgres.StartAsync();
        Environment.SetEnvironmentVariable("MARKETPLACE_TEST_POSTGRES", server.ConnectionString);
        var machine = new Machine();
        foreach (var kind in new[] { DatabaseKind.Sqlite, DatabaseKind.Postgres })
        {
            await RateAsync(kind, jobs, machine);
            await StartAsync(kind, kind == DatabaseKind.Postgres ? server.ConnectionString : null, purchases, machine);
        }

        machine.Judge();
    }

    private static async Task RateAsync(DatabaseKind kind, int jobs, Machine machine)
    {
        await using var queue = await JobsRate.StartAsync(kind);
        var (bare, hangfire) = (new Series(), new Series());
        for (var round = -1; round < Report.Rounds; round++)
        {
            await machine.LookAsync();
            var (without, with) = (await queue.MeasureBareAsync(jobs), await queue.MeasureAsync(jobs));
            if (round < 0)
                continue;
            bare.Add(without);
            hangfire.Add(with);
        }

        Report.Figure($"{kind}: a row written and taken away (the baseline)", bare, "0 /s");
        Report.Figure($"{kind}: queued jobs from the first queued to the last done", hangfire, "0 /s");
        Report.Figure("  ÷ the baseline", hangfire.Over(bare), "0.00");
    }

    private static async Task StartAsync(DatabaseKind kind, string? postgres, int purchases, Machine machine)
    {
        await using var shop = await ProvisioningStart.StartAsync(postgres);
        var (begun, answered) = (new Series(), new Series());
        for (var round = -1; round < Report.Rounds; round++)
        {
            await machine.LookAsync();
            var (start, answer) = await shop.MeasureAsync(purchases);
            if (round < 0)
                continue;
            begun.Add(start.Median);
            answered.Add(answer.Median);
        }

        Report.Figure($"{kind}: Buy Now, median until it is answered", answered, "0 ms");
        Report.Limit(
            $"{kind}: Buy Now, median until its machine is being made", begun, "0 ms", kind == DatabaseKind.Sqlite ? 300 : 120);
    }
}

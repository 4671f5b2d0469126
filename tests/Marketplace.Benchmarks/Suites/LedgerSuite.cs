using Marketplace.Benchmarks.Hosts;
using Marketplace.Benchmarks.Ledger;
using Marketplace.Data;
using Marketplace.Testing;

namespace Marketplace.Benchmarks.Suites;

/// <summary>Debits per second: on PostgreSQL beside its own benchmark, on SQLite beside a bare loop of the same statements.</summary>
internal static class LedgerSuite
{
    public static async Task RunAsync(TimeSpan time)
    {
        await PostgresAsync(time);
        await SqliteAsync(time);
    }

    private static async Task PostgresAsync(TimeSpan time)
    {
        await using var server = await DurablePostgres.StartAsync();
        Environment.SetEnvironmentVariable("MARKETPLACE_TEST_POSTGRES", server.ConnectionString);
        await server.PrepareSimpleUpdateAsync();
        await using var shell = await TestShell.CreateAsync(DatabaseKind.Postgres, new Credits.Startup());
        var debits = await Debits.PrepareAsync(shell);
        var machine = new Machine();
        var (simple, spread, hot, manySystem) = (new Series(), new Series(), new Series(), new Series());
        for (var round = -1; round < Report.Rounds; round++)
        {
            if (round >= 0)
                await machine.LookAsync();
            var length = round < 0 ? TimeSpan.FromSeconds(2) : time;
            var rates = (
                Simple: await server.SimpleUpdateAsync(length),
                Spread: await debits.SpreadAsync(length),
                Hot: await debits.HotAsync(length),
                ManySystem: await debits.SpreadOverSystemAccountsAsync(length));
            if (round < 0)
                continue;
            simple.Add(rates.Simple);
            spread.Add(rates.Spread);
            hot.Add(rates.Hot);
            manySystem.Add(rates.ManySystem);
        }

        Report.Figure("PostgreSQL: pgbench simple-update, 8 clients (the baseline)", simple, "0 /s");
        Report.Figure("PostgreSQL: debits of 1,000 customers, 8 clients", spread, "0 /s");
        Report.Figure("  ÷ simple-update", spread.Over(simple), "0.00", "at least 0.8");
        Report.Figure("  one hot customer ÷ spread customers", hot.Over(spread), "0.00", "at least 0.5");
        Report.Figure("  one hot system account ÷ spread system accounts", spread.Over(manySystem), "0.00", "at least 0.9");
        machine.Judge(simple);
        await shell.Database.InTransactionAsync(db => db.ExecuteAsync("analyze;"), default);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    private static async Task SqliteAsync(TimeSpan time)
    {
        await using var shell = await TestShell.CreateAsync(DatabaseKind.Sqlite, new Credits.Startup());
        var debits = await Debits.PrepareAsync(shell);
        using var bare = new BareStatements(shell);
        var machine = new Machine();
        var (loop, ledger) = (new Series(), new Series());
        for (var round = -1; round < Report.Rounds; round++)
        {
            if (round >= 0)
                await machine.LookAsync();
            var length = round < 0 ? TimeSpan.FromSeconds(1) : time;
            var rates = (Loop: bare.Measure(length), Ledger: await debits.SpreadAsync(length));
            if (round < 0)
                continue;
            loop.Add(rates.Loop);
            ledger.Add(rates.Ledger);
        }

        Report.Figure("SQLite: a bare loop of the same statements (the baseline)", loop, "0 /s");
        Report.Figure("SQLite: debits of 1,000 customers, 8 clients", ledger, "0 /s");
        Report.Figure("  ÷ the bare loop", ledger.Over(loop), "0.00", "at least 0.7");
        machine.Judge(loop);
    }
}

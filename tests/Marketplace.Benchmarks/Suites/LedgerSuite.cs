using Marketplace.Benchmarks.Hosts;
using Marketplace.Benchmarks.Ledger;
using Marketplace.Data;
using Marketplace.Testing;

namespace Marketplace.Benchmarks.Suites;

/// <summary>Debits per second: on PostgreSQL beside its own benchmark, on SQLite beside a bare loop of the same statements.</summary>
internal static class LedgerSuite
{
    private const int Rounds = 3;

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
        var (simple, spread, hot, manySystem) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = -1; round < Rounds; round++)
        {
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

        var baseline = Report.Median(simple);
        var debit = Report.Median(spread);
        Report.Line("PostgreSQL: pgbench simple-update, 8 clients (the baseline)", $"{baseline:0} /s");
        Report.Line("PostgreSQL: debits of 1,000 customers, 8 clients", $"{debit:0} /s");
        Report.Line("  ÷ simple-update", $"{debit / baseline:0.00}", "at least 0.8");
        Report.Line("  one hot customer ÷ spread customers", $"{Report.Median(hot) / debit:0.00}", "at least 0.5");
        Report.Line("  one hot system account ÷ spread system accounts", $"{debit / Report.Median(manySystem):0.00}", "at least 0.9");
        await shell.Database.InTransactionAsync(db => db.ExecuteAsync("analyze;"), default);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    private static async Task SqliteAsync(TimeSpan time)
    {
        await using var shell = await TestShell.CreateAsync(DatabaseKind.Sqlite, new Credits.Startup());
        var debits = await Debits.PrepareAsync(shell);
        using var bare = new BareStatements(shell);
        var (loop, ledger) = (new List<double>(), new List<double>());
        for (var round = -1; round < Rounds; round++)
        {
            var length = round < 0 ? TimeSpan.FromSeconds(1) : time;
            var rates = (Loop: bare.Measure(length), Ledger: await debits.SpreadAsync(length));
            if (round < 0)
                continue;
            loop.Add(rates.Loop);
            ledger.Add(rates.Ledger);
        }

        Report.Line("SQLite: a bare loop of the same statements (the baseline)", $"{Report.Median(loop):0} /s");
        Report.Line("SQLite: debits of 1,000 customers, 8 clients", $"{Report.Median(ledger):0} /s");
        Report.Line("  ÷ the bare loop", $"{Report.Median(ledger) / Report.Median(loop):0.00}", "at least 0.7");
    }
}

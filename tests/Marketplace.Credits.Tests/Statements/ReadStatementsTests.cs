using Marketplace.Credits.History;
using Marketplace.Credits.Ledger;
using Marketplace.Credits.Statements;
using Marketplace.Credits.Tests.Support;
using Marketplace.Testing;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Statements;

public sealed class ReadStatementsTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Opening_and_movements_make_the_closing_balance_of_every_month(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        var random = new Random(7);
        await shell.PostedAtAsync("2026-01-31T23:59:59.999999Z", TopUp(500));
        for (var day = 0; day < 160; day++)
        {
            shell.Time.MoveTo(new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day).AddSeconds(random.Next(86_400)));
            await shell.PostedAsync(random.Next(3) == 0 ? TopUp(random.Next(1, 900) / 100m) : Purchase(random.Next(1, 300) / 1_000_000m));
            if (day is 30 or 31)
                await shell.PostedAsync(TopUp(3, Bob));
        }

        var list = await shell.Get<ReadStatements>().ListAsync(Ada, null, 50, default);

        Assert.Equal(
            ["2026-07", "2026-06", "2026-05", "2026-04", "2026-03", "2026-02", "2026-01"], list.Statements.Select(x => x.Month.ToString()));
        Assert.Null(list.Older);
        foreach (var statement in list.Statements)
        {
            Assert.Equal(statement.Closing, statement.Opening + statement.In + statement.Out);
            var (found, totals) = (await shell.Get<ReadStatements>().FindAsync(Ada, statement.Month, default))!.Value;
            Assert.Equal(statement, found);
            Assert.Equal(statement.In + statement.Out, totals.Aggregate(CreditAmount.Zero, (sum, x) => sum + x.Amount));
            Assert.Equal(statement.Count, totals.Sum(x => x.Count));
            var lines = await LinesAsync(shell, statement);
            Assert.Equal(statement.Count, lines.Count);
            Assert.All(lines, x => Assert.Equal(statement.Month, StatementMonth.Of(x.CreatedAt)));
            Assert.Equal(statement.Closing, lines.Aggregate(statement.Opening, (sum, x) => sum + x.Amount));
        }

        for (var i = 1; i < list.Statements.Count; i++)
            Assert.Equal(list.Statements[i].Closing, list.Statements[i - 1].Opening);
        Assert.Equal(CreditAmount.Zero, list.Statements[^1].Opening);
        Assert.Equal((await shell.Get<ILedger>().GetBalanceAsync(Ada, default)).Posted, list.Statements[0].Closing);
        Assert.Equal(161, list.Statements.Sum(x => x.Count));
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Entries_that_were_committed_across_midnight_out_of_order_fall_into_one_month(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAtAsync("2026-02-15T00:00:00Z", TopUp(10));
        await shell.PostedAtAsync("2026-03-01T00:00:00.000004Z", TopUp(5));
        await shell.PostedAtAsync("2026-02-28T23:59:59.999998Z", Purchase(1));
        await shell.PostedAtAsync("2026-03-10T00:00:00Z", Purchase(2));

        var list = (await shell.Get<ReadStatements>().ListAsync(Ada, null, 9, default)).Statements;

        Assert.Equal([1, 3], list.Select(x => x.Count));
        Assert.All(list, x => Assert.Equal(x.Closing, x.Opening + x.In + x.Out));
        Assert.Equal(list[1].Closing, list[0].Opening);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Quiet_months_are_listed_too_and_months_that_never_were_are_not(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAtAsync("2025-11-05T00:00:00Z", TopUp(10));
        shell.Time.MoveTo(new DateTimeOffset(2026, 12, 31, 23, 59, 59, TimeSpan.Zero));
        var statements = shell.Get<ReadStatements>();

        var first = await statements.ListAsync(Ada, null, 12, default);
        Assert.Equal(
            ("2026-12", "2026-01", "2025-12"),
            (first.Statements[0].Month.ToString(), first.Statements[^1].Month.ToString(), first.Older.ToString()));
        Assert.All(first.Statements, x => Assert.Equal((Amount(10), Amount(10), 0L), (x.Opening, x.Closing, x.Count)));
        var second = await statements.ListAsync(Ada, first.Older, 12, default);
        Assert.Equal(["2025-12", "2025-11"], second.Statements.Select(x => x.Month.ToString()));
        Assert.Null(second.Older);
        Assert.Equal("2026-12", (await statements.ListAsync(Ada, new StatementMonth(2999, 1), 1, default)).Statements[0].Month.ToString());
        Assert.Empty((await statements.ListAsync(Ada, new StatementMonth(1999, 1), 1, default)).Statements);

        Assert.Null(await statements.FindAsync(Ada, new StatementMonth(2025, 10), default));
        Assert.Null(await statements.FindAsync(Ada, new StatementMonth(2027, 1), default));
        Assert.NotNull(await statements.FindAsync(Ada, new StatementMonth(2026, 5), default));
        Assert.Null(await statements.FindAsync(Bob, new StatementMonth(2026, 5), default));
        Assert.Empty((await statements.ListAsync(Bob, null, 12, default)).Statements);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_CSV_opens_and_closes_with_the_balances(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAtAsync("2026-03-31T10:00:00Z", TopUp(10));
        var id = await shell.PostedAtAsync("2026-04-02T10:00:00Z", Purchase(2.5m));
        await shell.PostedAtAsync("2026-05-01T00:00:00Z", TopUp(7));
        var (statement, _) = (await shell.Get<ReadStatements>().FindAsync(Ada, new StatementMonth(2026, 4), default))!.Value;

        var text = "";
        await foreach (var line in shell.Get<StatementCsv>().LinesAsync(Ada, statement, default))
            text += line;

        Assert.Equal(
            $"""
            Time (UTC),Type,Description,Amount,Balance after,Unit,Transaction,Details
            2026-04-01T00:00:00Z,,Opening balance,,10.00,USD,,
            2026-04-02T10:00:00Z,Purchase,A purchase,-2.50,7.50,USD,{id},
            2026-05-01T00:00:00Z,,Closing balance,,7.50,USD,,

            """.ReplaceLineEndings("\r\n"),
            text);
    }

    private static async Task<List<WalletTransaction>> LinesAsync(TestShell shell, Statement statement)
    {
        var lines = new List<WalletTransaction>();
        await foreach (var line in shell.Get<ReadStatementLines>().AllAsync(Ada, statement, default))
            lines.Add(line);
        return lines;
    }
}

using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Reversals;
using Marketplace.Credits.Lifetime;
using Marketplace.Credits.Outstanding;
using Marketplace.Credits.Statements;
using Marketplace.Credits.Tests.Outstanding;
using Marketplace.Credits.Verification.Rules;
using Marketplace.Data;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Lifetime;

/// <summary>
/// A balance is always in the range of amounts, and what came and went may be beyond it: such a sum is shown as the largest amount.
/// </summary>
public sealed class EdgeTotalsTests
{
    private const decimal Much = 5_000_000_000_000m;

    private static readonly CreditAmount Most = new(long.MaxValue);

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Lifetime_sums_end_at_the_largest_amount(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await ComeAndGoAsync(shell);
        await shell.PostedAsync(TopUp(3));

        var (balance, totals) = await shell.Services.GetRequiredService<ReadLifetimeTotals>().ExecuteAsync(Ada, default);
        Assert.Equal((Amount(3), new LifetimeTotals(CreditAmount.Zero, Most, Most)), (balance.Available, totals));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Reversals_are_summed_up_as_far_as_amounts_go(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        for (var i = 0; i < 3; i++)
        {
            var bought = await shell.PostedAsync(TopUp(Much));
            Assert.IsType<ReverseResult.Reversed>(await shell.ReverseAsync(Reverse(bought, Much)));
        }

        var (balance, totals) = await shell.Services.GetRequiredService<ReadLifetimeTotals>().ExecuteAsync(Ada, default);
        Assert.Equal(CreditAmount.Zero, balance.Available);
        Assert.Equal((CreditAmount.Zero, CreditAmount.Zero), (totals.Earned, totals.Spent));
    }

    [Fact]
    public void No_type_leaves_the_range()
    {
        foreach (var type in Enum.GetValues<TransactionType>())
        {
            var totals = new LifetimeTotals(Most, Most, Most).With(type, Most, -Most).With(type, Most, CreditAmount.Zero);
            totals = totals.WithReversals(type, gave: true, Most).WithReversals(type, gave: false, -Most);
            Assert.All([totals.Earned, totals.Purchased, totals.Spent], x => Assert.InRange(x.Micros, -long.MaxValue, long.MaxValue));
        }
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_month_can_be_looked_at(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await ComeAndGoAsync(shell);

        var statement = Assert.Single((await shell.Get<ReadStatements>().ListAsync(Ada, null, 12, default)).Statements);
        Assert.Equal(
            (CreditAmount.Zero, Most, -Most, CreditAmount.Zero), (statement.Opening, statement.In, statement.Out, statement.Closing));
        var (_, totals) = (await shell.Get<ReadStatements>().FindAsync(Ada, statement.Month, default))!.Value;
        Assert.Equal([("Purchase", 3L, -Most), ("TopUp", 3L, Most)], totals.Select(x => (x.Type, x.Count, x.Amount)));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Days_go_on_being_summed_up_and_the_verification_finds_nothing_wrong(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await ComeAndGoAsync(shell);
        shell.Time.Advance(TimeSpan.FromDays(1));
        await shell.PostedAsync(TopUp(3));
        shell.Time.Advance(TimeSpan.FromDays(2));

        Assert.Equal(3, await SystemTotalsTests.RollAsync(shell));
        Assert.Equal(3, await shell.CountAsync("ledger_system_totals"));
        var balances = await shell.Get<ReadSystemBalances>().ExecuteAsync(default);
        Assert.Equal(-Most, balances.Single(x => x.Account == SystemAccount.PaymentClearing).Balance);
        await shell.Get<ReadSystemBalances>().CustomersByDayAsync(default);
        Assert.Null(await new SystemTotalsAreSumsOfEntries().CheckAsync(shell.Database, _ => Task.CompletedTask, default));
    }

    /// <summary>Each day fits, and all of them together do not.</summary>
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Days_that_fit_are_compared_to_the_millionth(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        for (var day = 0; day < 3; day++)
        {
            await shell.PostedAsync(TopUp(Much));
            await shell.PostedAsync(Purchase(Much));
            shell.Time.Advance(TimeSpan.FromDays(1));
        }

        shell.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(4, await SystemTotalsTests.RollAsync(shell));
        var rule = new SystemTotalsAreSumsOfEntries();
        Assert.Null(await rule.CheckAsync(shell.Database, _ => Task.CompletedTask, default));
        await shell.Database.InTransactionAsync(
            db => db.ExecuteAsync(
                "insert into ledger_system_totals (account_id, day, amount, entries) values ('sys_revenue', '2020-01-01', 1, 1)"),
            default);
        Assert.Equal("sys_revenue", (await rule.CheckAsync(shell.Database, _ => Task.CompletedTask, default))?.Place);
    }

    private static async Task ComeAndGoAsync(TestShell shell)
    {
        for (var i = 0; i < 3; i++)
        {
            await shell.PostedAsync(TopUp(Much));
            await shell.PostedAsync(Purchase(Much));
        }
    }
}

using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Outstanding;
using Marketplace.Data;
using Marketplace.Testing;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Outstanding;

public sealed class SystemTotalsTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Summed_up_days_and_what_came_since_are_the_plain_sum(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await AssertPlainSumAsync(shell);
        Assert.Equal(0, await RollAsync(shell));
        var random = new Random(7);
        for (var day = 0; day < 12; day++)
        {
            // Days on which nothing happens are in between.
            for (var i = random.Next(4); i > 0; i--)
            {
                await shell.PostedAsync(TopUp(random.Next(1, 100)));
                await shell.PostedAsync(Purchase(0.5m));
                shell.Time.Advance(TimeSpan.FromMinutes(random.Next(200)));
            }

            shell.Time.Advance(TimeSpan.FromHours(random.Next(10, 30)));
            if (random.Next(3) == 0)
                await RollAsync(shell);
            await AssertPlainSumAsync(shell);
        }

        await RollAsync(shell);
        await AssertPlainSumAsync(shell);
        Assert.Equal(0, await RollAsync(shell));
        Assert.True(await shell.CountAsync("ledger_system_totals") > 4);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_day_is_summed_up_when_it_is_closed_for_an_hour(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        shell.Time.MoveTo(new DateTimeOffset(2026, 3, 2, 23, 59, 59, 999, TimeSpan.Zero));
        await shell.PostedAsync(TopUp(5));
        shell.Time.MoveTo(new DateTimeOffset(2026, 3, 3, 0, 0, 0, TimeSpan.Zero));
        await shell.PostedAsync(TopUp(7));
        shell.Time.MoveTo(new DateTimeOffset(2026, 3, 3, 0, 59, 59, 999, TimeSpan.Zero));
        Assert.Equal(0, await RollAsync(shell));

        shell.Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(1, await RollAsync(shell));
        await using var db = await shell.Database.OpenAsync(default);
        var row = await db.QuerySingleAsync<(string Account, string Day, CreditAmount Amount, long Entries)>(
            "select account_id, day, amount, entries from ledger_system_totals");
        Assert.Equal(("sys_payment_clearing", "2026-03-02", Amount(-5), 1L), row);
        await AssertPlainSumAsync(shell);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Many_runs_at_once_sum_up_each_day_once(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        for (var i = 0; i < 5; i++)
        {
            await shell.PostedAsync(TopUp(3));
            shell.Time.Advance(TimeSpan.FromDays(1));
        }

        shell.Time.Advance(TimeSpan.FromHours(2));
        var days = await Race.RunAsync(Enumerable.Range(0, 6).Select(_ => (Func<Task<int>>)(() => RollAsync(shell))));

        Assert.Equal(5, days.Sum());
        await AssertPlainSumAsync(shell);
    }

    /// <summary>Whoever reads while days are summed up sees each entry once.</summary>
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_reader_beside_the_sum_sees_what_is_there_once(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        for (var i = 0; i < 30; i++)
        {
            await shell.PostedAsync(TopUp(1));
            shell.Time.Advance(TimeSpan.FromDays(1));
        }

        var rolling = Task.Run(() => RollAsync(shell));
        do
        {
            var balances = await shell.Get<ReadSystemBalances>().ExecuteAsync(default);
            Assert.Equal(Amount(-30), balances.Single(x => x.Account == SystemAccount.PaymentClearing).Balance);
        }
        while (!rolling.IsCompleted);
        await rolling;
        await AssertPlainSumAsync(shell);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Other_assets_do_not_mix_in(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(5));
        await shell.PostedAsync(TopUp(1000) with { Asset = "tft" });
        await AssertClearingAsync();
        shell.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(2, await RollAsync(shell));
        await AssertClearingAsync();
        Assert.Equal(2, await shell.CountAsync("ledger_system_totals"));

        async Task AssertClearingAsync() => Assert.Equal(
            (Amount(-5), 1L),
            (await shell.Get<ReadSystemBalances>().ExecuteAsync(default)).Where(x => x.Account == SystemAccount.PaymentClearing)
                .Select(x => (x.Balance, x.Entries)).Single());
    }

    internal static Task<int> RollAsync(TestShell shell) => shell.InScopeAsync((RollUpSystemTotals x) => x.ExecuteAsync(default));

    private static async Task AssertPlainSumAsync(TestShell shell)
    {
        await using var db = await shell.Database.OpenAsync(default);
        var plain = (await db.QueryAsync<(string Account, CreditAmount Sum, long Count)>(
                "select account_id, cast(sum(amount) as bigint), count(*) from ledger_system_entries where account_id not like '%:%' "
                + "group by account_id"))
            .ToDictionary(x => x.Account, x => (x.Sum, x.Count), StringComparer.Ordinal);
        foreach (var read in await shell.Get<ReadSystemBalances>().ExecuteAsync(default))
            Assert.Equal(plain.GetValueOrDefault(read.Account.Id()), (read.Balance, read.Entries));
        var changes = await shell.Get<ReadSystemBalances>().CustomersByDayAsync(default);
        var customers = await db.QuerySingleAsync<CreditAmount>(
            "select cast(coalesce(sum(posted), 0) as bigint) from ledger_accounts where asset = 'credit'");
        Assert.Equal(customers, changes.Values.Aggregate(CreditAmount.Zero, (sum, x) => sum + x));
    }
}

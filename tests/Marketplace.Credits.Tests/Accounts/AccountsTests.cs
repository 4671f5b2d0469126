using Marketplace.Testing;
using static Marketplace.Credits.Tests.Money;

namespace Marketplace.Credits.Tests;

public sealed class AccountsTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Totals_say_what_customers_own(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        Assert.Equal(new LedgerTotals(CreditAmount.Zero, CreditAmount.Zero, 0), await shell.Get<ReadTotals>().ExecuteAsync(default));

        await shell.PostedAsync(TopUp(25, Ada));
        await shell.PostedAsync(TopUp(10, Bob));
        await shell.PostedAsync(Purchase(5, Bob));
        await shell.PlacedAsync(Hold(3, Ada));

        Assert.Equal(new LedgerTotals(Amount(30), Amount(3), 2), await shell.Get<ReadTotals>().ExecuteAsync(default));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Accounts_are_listed_newest_first_page_by_page(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        for (var i = 1; i <= 5; i++)
        {
            await shell.PostedAsync(TopUp(i, $"usr_{i}"));
            shell.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var list = shell.Get<ListAccounts>();
        var first = await list.ExecuteAsync(null, null, 3, default);
        Assert.Equal(["usr_5", "usr_4", "usr_3"], first.Accounts.Select(x => x.Owner));
        var second = await list.ExecuteAsync(null, first.Next, 3, default);
        Assert.Equal(["usr_2", "usr_1"], second.Accounts.Select(x => x.Owner));
        Assert.Null(second.Next);

        var one = Assert.Single((await list.ExecuteAsync("usr_4", null, 3, default)).Accounts);
        Assert.Equal((Amount(4), 1L), (one.Available, one.Version));
        Assert.Equal(one, await list.FindAsync(one.Id, default));
        Assert.Null(await list.FindAsync("acc_unknown", default));
        Assert.Empty((await list.ExecuteAsync("nobody", null, 3, default)).Accounts);
    }
}

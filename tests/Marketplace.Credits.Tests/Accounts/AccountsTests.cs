using Marketplace.Credits.Accounts;
using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Credits.Ledger.Reversals;
using Marketplace.Data;
using Marketplace.Testing;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Accounts;

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
        var first = await list.ExecuteAsync(new AccountFilter(), null, 3, default);
        Assert.Equal(["usr_5", "usr_4", "usr_3"], first.Accounts.Select(x => x.Owner));
        var second = await list.ExecuteAsync(new AccountFilter(), first.Next, 3, default);
        Assert.Equal(["usr_2", "usr_1"], second.Accounts.Select(x => x.Owner));
        Assert.Null(second.Next);

        var one = Assert.Single((await list.ExecuteAsync(new AccountFilter(["usr_4"]), null, 3, default)).Accounts);
        Assert.Equal((Amount(4), 1L), (one.Available, one.Version));
        Assert.Equal(one, await list.FindAsync(one.Id, default));
        Assert.Null(await list.FindAsync("acc_unknown", default));
        Assert.Equal(
            ["usr_5", "usr_4"],
            (await list.ExecuteAsync(new AccountFilter(["usr_4", "nobody", "usr_5"]), null, 3, default)).Accounts.Select(x => x.Owner));
        Assert.Empty((await list.ExecuteAsync(new AccountFilter(["nobody"]), null, 3, default)).Accounts);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Accounts_are_narrowed_and_ordered_by_what_is_available(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        foreach (var (user, amount) in new[] { ("usr_1", 5m), ("usr_2", 20m), ("usr_3", 5m), ("usr_4", 1m), ("usr_5", 10m) })
        {
            await shell.PostedAsync(TopUp(amount, user));
            shell.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await shell.PlacedAsync(Hold(4, "usr_2"));
        var spent = await shell.PostedAsync(TopUp(7, "usr_4", key: "charged-back"));
        await shell.PostedAsync(Purchase(8, "usr_4"));
        await shell.Database.InTransactionAsync(
            db => shell.Get<ILedger>().ReverseAsync(
                db, new Reversal("back", spent, Amount(7), TransactionType.Chargeback, "Charged back", new Dictionary<string, string>()),
                default), default);

        var list = shell.Get<ListAccounts>();
        async Task<IEnumerable<string>> OwnersAsync(AccountFilter filter, AccountCursor? after = null, int limit = 10) =>
            (await list.ExecuteAsync(filter, after, limit, default)).Accounts.Select(x => x.Owner);
        Assert.Equal(["usr_4"], await OwnersAsync(new AccountFilter(With: AccountWith.Debt)));
        Assert.Equal(["usr_2"], await OwnersAsync(new AccountFilter(With: AccountWith.Holds)));
        Assert.Equal(["usr_5", "usr_3", "usr_1"], await OwnersAsync(new AccountFilter(Least: Amount(5), Most: Amount(10))));
        Assert.Equal(["usr_4"], await OwnersAsync(new AccountFilter(Most: Amount(-7))));
        Assert.Empty(await OwnersAsync(new AccountFilter(Most: Amount(-7.000001m))));
        var byBalance = new AccountFilter(Order: AccountOrder.Balance);
        var seen = new List<string>();
        AccountCursor? next = null;
        do
        {
            var page = await list.ExecuteAsync(byBalance, next, 2, default);
            seen.AddRange(page.Accounts.Select(x => x.Owner));
            next = AccountCursor.Parse(page.Next?.ToString());
        }
        while (next is not null);

        Assert.Equal(["usr_2", "usr_5", "usr_3", "usr_1", "usr_4"], seen);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("acc_1")]
    [InlineData("x~acc_1")]
    [InlineData("1~2~3")]
    [InlineData("99999999999999999999~acc_1")]
    public void What_is_no_cursor_begins_anew(string? text) => Assert.Null(AccountCursor.Parse(text));

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_wallet_shows_what_is_reserved_and_what_is_left_in_the_order_it_burns(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(50));
        await shell.PostedAsync(
            TopUp(9) with { Type = TransactionType.Bonus, Grant = new Grant(LotKind.Promotional, shell.Time.GetUtcNow().AddDays(3)) });
        await shell.PlacedAsync(Hold(4) with { Description = "VM", Reference = "dep_7" });
        var account = Assert.Single((await shell.Get<ListAccounts>().ExecuteAsync(new AccountFilter([Ada]), null, 1, default)).Accounts);

        var hold = Assert.Single(await shell.Get<ReadWallet>().HoldsAsync(account.Id, default));
        Assert.Equal((Amount(4), "VM", "dep_7"), (hold.Amount, hold.Description, hold.Reference));
        var lots = await shell.Get<ReadWallet>().LotsAsync(account.Id, default);
        Assert.Equal(
            [(LotKind.Promotional, Amount(5), Amount(9)), (LotKind.Purchased, Amount(50), Amount(50))],
            lots.Select(x => (x.Kind, x.Remaining, x.Amount)));
        Assert.Empty(await shell.Get<ReadWallet>().LotsAsync("acc_unknown", default));
    }
}

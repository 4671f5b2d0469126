using Marketplace.Credits.Balance;
using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Expiry;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Credits.Ledger.Postings;
using Marketplace.Credits.Ledger.Reversals;
using Marketplace.Data;
using Marketplace.Testing;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Balance;

public sealed class ReadBalancePanelTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task It_says_what_is_reserved_for_what_and_since_when(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(30));
        var first = shell.Time.GetUtcNow();
        await shell.PlacedAsync(Hold(5) with { Description = "VM Instance" });
        shell.Time.Advance(TimeSpan.FromHours(1));
        await shell.PlacedAsync(Hold(2, expires: shell.Time.GetUtcNow().AddDays(1), reference: "dep_2") with { Description = "Storage" });
        await shell.VoidAsync(await shell.PlacedAsync(Hold(9)));

        var panel = await shell.Get<ReadBalancePanel>().ExecuteAsync(Ada, default);

        Assert.Equal(new WalletBalance(Amount(30), Amount(7)), panel.Balance);
        Assert.Equal(2, panel.HoldCount);
        Assert.Equal(
            [("Storage", "dep_2", Amount(2), shell.Time.GetUtcNow(), shell.Time.GetUtcNow().AddDays(1)),
                ("VM Instance", "dep_1", Amount(5), first, (DateTimeOffset?)null)],
            panel.Holds.Select(x => (x.Description, x.Reference, x.Amount, x.CreatedAt, x.ExpiresAt)));
        Assert.Equal([(LotKind.Purchased, Amount(23))], panel.Kinds.Select(x => (x.LotKind, x.Amount)));
        Assert.Equal(CreditAmount.Zero, panel.Debt);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_expires_is_summed_up_by_day_and_what_is_left_by_kind(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        var soon = new DateTimeOffset(2026, 3, 20, 8, 0, 0, TimeSpan.Zero);
        await shell.PostedAsync(TopUp(10));
        await shell.PostedAsync(Gift(4, soon.AddHours(6)));
        await shell.PostedAsync(Gift(3, soon));
        await shell.PostedAsync(Gift(2, soon.AddDays(40)));
        await shell.PostedAsync(Gift(1, null));
        await shell.PostedAsync(Purchase(5));

        var panel = await shell.Get<ReadBalancePanel>().ExecuteAsync(Ada, default);

        Assert.Equal(
            [new ExpiryDay(new DateOnly(2026, 3, 20), soon.AddHours(6), Amount(2)),
                new ExpiryDay(new DateOnly(2026, 4, 29), soon.AddDays(40), Amount(2))], panel.Expiries);
        Assert.Equal(Amount(4), panel.Expiring);
        Assert.Equal([(LotKind.Purchased, Amount(10)), (LotKind.Promotional, Amount(5))], panel.Kinds.Select(x => (x.LotKind, x.Amount)));

        shell.Time.MoveTo(soon.AddDays(1));
        await shell.InScopeAsync<ExpireLots, int>(x => x.ExecuteAsync(default));
        panel = await shell.Get<ReadBalancePanel>().ExecuteAsync(Ada, default);
        Assert.Equal(new DateOnly(2026, 4, 29), Assert.Single(panel.Expiries).Day);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Debt_is_a_positive_amount_owed(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        var bought = await shell.PostedAsync(TopUp(10));
        await shell.PostedAsync(Purchase(8));
        await shell.Database.InTransactionAsync(
            db => shell.Get<ILedger>()
                .ReverseAsync(
                    db, new Reversal(NewKey(), bought, Amount(10), TransactionType.Chargeback, "x", new Dictionary<string, string>()),
                    default), default);

        var panel = await shell.Get<ReadBalancePanel>().ExecuteAsync(Ada, default);

        Assert.Equal((Amount(8), Amount(-8)), (panel.Debt, panel.Balance.Available));
        Assert.Empty(panel.Kinds);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Many_holds_are_counted_and_the_newest_listed(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(30));
        for (var i = 0; i < ReadBalancePanel.MostHolds + 3; i++)
            await shell.PlacedAsync(Hold(1));
        var panel = await shell.Get<ReadBalancePanel>().ExecuteAsync(Ada, default);
        Assert.Equal((ReadBalancePanel.MostHolds, ReadBalancePanel.MostHolds + 3), (panel.Holds.Count, panel.HoldCount));
        Assert.Equal(0, (await shell.Get<ReadBalancePanel>().ExecuteAsync(Bob, default)).HoldCount);
    }

    private static Posting Gift(decimal amount, DateTimeOffset? expires) =>
        TopUp(amount) with
        { Type = TransactionType.Bonus, Counterpart = SystemAccount.Promotions, Grant = new Grant(LotKind.Promotional, expires) };
}

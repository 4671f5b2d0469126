using Marketplace.Credits.Accounts;
using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Credits.Ledger.Postings;
using Marketplace.Credits.Ledger.Reversals;
using Marketplace.Credits.Outstanding;
using Marketplace.Data;
using Marketplace.Testing;
using Marketplace.Ui;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Outstanding;

public sealed class OutstandingTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_is_owed_is_told_by_kind_and_age_with_what_is_reserved(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        foreach (var (days, amount) in new[] { (400, 1m), (200, 2m), (100, 4m), (60, 8m), (0, 16m) })
        {
            shell.Time.MoveTo(Start.AddDays(400 - days));
            await shell.PostedAsync(TopUp(amount, Bob));
        }

        await shell.PostedAsync(Gift(5, LotKind.Promotional, shell.Time.GetUtcNow().AddDays(10)));
        await shell.PostedAsync(Gift(6, LotKind.Sponsored, shell.Time.GetUtcNow().AddDays(60)));
        await shell.PostedAsync(Gift(7, LotKind.Bonus, null));
        await shell.PlacedAsync(Hold(3, Ada));

        var owed = await shell.Get<ReadOutstanding>().ExecuteAsync(default);

        Assert.Equal([16m, 8m, 4m, 2m, 1m], owed.Kinds.Single(x => x.Kind == LotKind.Purchased).ByAge.Select(x => x.ToDecimal()));
        Assert.Equal(
            [(LotKind.Purchased, 31m), (LotKind.Bonus, 7m), (LotKind.Promotional, 5m), (LotKind.Sponsored, 6m)],
            owed.Kinds.Where(x => x.Total != CreditAmount.Zero).Select(x => (x.Kind, x.Total.ToDecimal())));
        Assert.Equal((Amount(49), Amount(31), Amount(18), Amount(3)), (owed.Owed, owed.Purchased, owed.Granted, owed.Reserved));
        // The hold took its 3 from what expires first.
        Assert.Equal((Amount(2), Amount(8)), (owed.Expiring30, owed.Expiring90));
        Assert.Equal((CreditAmount.Zero, 0L, 2L), (owed.Debt, owed.Debtors, owed.Holders));
        Assert.Equal((await shell.Get<ReadTotals>().ExecuteAsync(default)).Outstanding, owed.Owed);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Debts_are_told_apart_from_what_is_owed(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        var topUp = await shell.PostedAsync(TopUp(20));
        await shell.PostedAsync(Purchase(15));
        await shell.Database.InTransactionAsync(
            db => shell.Get<ILedger>().ReverseAsync(
                db, new Reversal("back", topUp, Amount(20), TransactionType.Chargeback, "Charged back", new Dictionary<string, string>()),
                default), default);
        await shell.PostedAsync(TopUp(50, Bob));

        var owed = await shell.Get<ReadOutstanding>().ExecuteAsync(default);

        Assert.Equal((Amount(50), Amount(15), 1L, 1L), (owed.Owed, owed.Debt, owed.Debtors, owed.Holders));
        Assert.Equal((await shell.Get<ReadTotals>().ExecuteAsync(default)).Outstanding + owed.Debt, owed.Owed);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory]
    [InlineData(30, 0)]
    [InlineData(31, 1)]
    [InlineData(90, 1)]
    [InlineData(91, 2)]
    [InlineData(180, 2)]
    [InlineData(181, 3)]
    [InlineData(365, 3)]
    [InlineData(366, 4)]
    public async Task Each_day_belongs_to_one_band(int days, int band)
    {
        await using var shell = await ShellAsync(DatabaseKind.Sqlite);
        await shell.PostedAsync(TopUp(1));
        shell.Time.Advance(TimeSpan.FromDays(days));
        Assert.Equal(band, await BandAsync(shell));
        shell.Time.Advance(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1));
        Assert.Equal(band, await BandAsync(shell));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_chart_ends_with_what_is_owned_today(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        Assert.Null(await shell.Get<OutstandingHistory>().ExecuteAsync("Owed", default));
        await shell.PostedAsync(TopUp(10));
        shell.Time.Advance(TimeSpan.FromDays(2));
        await shell.PostedAsync(Purchase(4));
        shell.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(
            [0m, 10m, 10m, 6m, 6m], (await shell.Get<OutstandingHistory>().ExecuteAsync("Owed", default))!.Series[0].Values.Skip(85));
        await SystemTotalsTests.RollAsync(shell);
        await shell.PostedAsync(TopUp(1));

        var chart = (await shell.Get<OutstandingHistory>().ExecuteAsync("Owed", default))!;

        var values = Assert.Single(chart.Series).Values;
        Assert.Equal(90, values.Count);
        Assert.Equal([0m, 10m, 10m, 6m, 7m], values.Skip(85));
        Assert.All(values.Take(85), x => Assert.Equal(0m, x));
    }

    private static DateTimeOffset Start => new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static Posting Gift(decimal amount, LotKind kind, DateTimeOffset? expires) =>
        TopUp(amount) with { Type = TransactionType.Bonus, Counterpart = SystemAccount.Promotions, Grant = new Grant(kind, expires) };

    private static async Task<int> BandAsync(TestShell shell)
    {
        var owed = await shell.Get<ReadOutstanding>().ExecuteAsync(default);
        return owed.Kinds.Single(x => x.Kind == LotKind.Purchased).ByAge.Select((amount, i) => (amount, i))
            .Single(x => x.amount.IsPositive).i;
    }
}

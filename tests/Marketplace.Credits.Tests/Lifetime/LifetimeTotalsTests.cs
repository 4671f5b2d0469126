using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Postings;
using Marketplace.Credits.Ledger.Reversals;
using Marketplace.Credits.Lifetime;
using Marketplace.Data;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Lifetime;

public sealed class LifetimeTotalsTests
{
    [Theory]
    [InlineData(TransactionType.TopUp, 10, 0, 10, 0)]
    [InlineData(TransactionType.AutoTopUp, 10, 0, 10, 0)]
    [InlineData(TransactionType.Chargeback, -10, 0, -10, 0)]
    [InlineData(TransactionType.Chargeback, 10, 0, 10, 0)]
    [InlineData(TransactionType.Refund, 10, 0, 0, -10)]
    [InlineData(TransactionType.Refund, -10, 0, -10, 0)]
    [InlineData(TransactionType.Bonus, 10, 10, 0, 0)]
    [InlineData(TransactionType.Sponsorship, 10, 10, 0, 0)]
    [InlineData(TransactionType.Earning, 10, 10, 0, 0)]
    [InlineData(TransactionType.Migration, 10, 10, 0, 0)]
    [InlineData(TransactionType.AdminAdjustment, 10, 10, 0, 0)]
    [InlineData(TransactionType.AdminAdjustment, -10, 0, 0, 10)]
    [InlineData(TransactionType.Transfer, 10, 10, 0, 0)]
    [InlineData(TransactionType.Transfer, -10, 0, 0, 10)]
    [InlineData(TransactionType.Purchase, -10, 0, 0, 10)]
    [InlineData(TransactionType.Deployment, -10, 0, 0, 10)]
    [InlineData(TransactionType.Usage, -10, 0, 0, 10)]
    [InlineData(TransactionType.Commission, -10, 0, 0, 10)]
    [InlineData(TransactionType.Expiry, -10, 0, 0, 10)]
    [Trait("Acceptance", "S3-48")]
    public void Every_type_counts_where_it_belongs(TransactionType type, int amount, int earned, int purchased, int spent)
    {
        var totals = LifetimeTotals.None.With(type, Amount(Math.Max(amount, 0)), Amount(Math.Min(amount, 0)));
        Assert.Equal(new LifetimeTotals(Amount(earned), Amount(purchased), Amount(spent)), totals);
        Assert.Equal(Amount(amount), totals.Earned + totals.Purchased - totals.Spent);
    }

    [Fact]
    public void No_type_breaks_the_sum()
    {
        foreach (var type in Enum.GetValues<TransactionType>())
        {
            var totals = LifetimeTotals.None.With(type, Amount(7), Amount(-3));
            Assert.Equal(Amount(4), totals.Earned + totals.Purchased - totals.Spent);
        }
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S3-48")]
    public async Task They_follow_the_ledger(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        Assert.Equal((CreditAmount.Zero, LifetimeTotals.None), await ReadAsync(shell));

        await shell.PostedAsync(TopUp(25));
        await shell.PostedAsync(TopUp(99, Bob));
        await shell.PostedAsync(TopUp(5) with { Type = TransactionType.Bonus, Counterpart = SystemAccount.Promotions });
        await shell.PostedAsync(Purchase(8));
        await shell.PlacedAsync(Hold(2));

        Assert.Equal((Amount(20), new LifetimeTotals(Amount(5), Amount(25), Amount(8))), await ReadAsync(shell));
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S3-21"), Trait("Acceptance", "S3-54")]
    public async Task A_bonus_that_is_taken_back_was_never_money(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        var bought = await shell.PostedAsync(TopUp(500));
        var bonus = await shell.PostedAsync(Bonus(50));

        await ReversedAsync(shell, bought, 250);
        var taken = await ReversedAsync(shell, bonus, 25);
        Assert.Equal((Amount(275), new LifetimeTotals(Amount(25), Amount(250), CreditAmount.Zero)), await ReadAsync(shell));

        // The refund failed: what was taken of the bonus is back.
        await ReversedAsync(shell, taken, 25);
        Assert.Equal(new LifetimeTotals(Amount(50), Amount(250), CreditAmount.Zero), (await ReadAsync(shell)).Totals);

        await ReversedAsync(shell, bonus, 50, TransactionType.Chargeback);
        await ReversedAsync(shell, bought, 250, TransactionType.Chargeback);
        Assert.Equal((CreditAmount.Zero, LifetimeTotals.None), await ReadAsync(shell));
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S3-21")]
    public async Task A_reversal_counts_where_that_counted_which_it_undoes(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(100));
        var earned = await shell.PostedAsync(Bonus(30) with { Type = TransactionType.Earning });
        var spent = await shell.PostedAsync(Purchase(40));

        await ReversedAsync(shell, earned, 10);
        var refund = await ReversedAsync(shell, spent, 40);
        Assert.Equal(new LifetimeTotals(Amount(20), Amount(100), CreditAmount.Zero), (await ReadAsync(shell)).Totals);
        await ReversedAsync(shell, refund, 15, TransactionType.Chargeback);
        Assert.Equal((Amount(105), new LifetimeTotals(Amount(20), Amount(100), Amount(15))), await ReadAsync(shell));
        await Assert.ThrowsAsync<ArgumentException>(() => shell.ReverseAsync(Reverse(spent, 1, type: TransactionType.Purchase)));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S3-54")]
    public async Task Sums_that_were_stored_before_are_made_anew(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(500));
        await ReversedAsync(shell, await shell.PostedAsync(Bonus(50)), 50);
        await shell.Database.InTransactionAsync(
            async db =>
            {
                await db.ExecuteAsync(
                    "insert into ledger_lifetime_totals (account_id, version, earned, purchased, spent) select id, version, 50000000, "
                    + "450000000, 0 from ledger_accounts where kind = 'customer'");
                return await new LifetimeTables().UpdateFrom1Async(db);
            },
            default);
        Assert.Equal((Amount(500), new LifetimeTotals(CreditAmount.Zero, Amount(500), CreditAmount.Zero)), await ReadAsync(shell));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Stored_sums_are_taken_up_where_they_end(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        for (var i = 1; i < ReadLifetimeTotals.Stride; i++)
            await shell.PostedAsync(TopUp(1));
        await ReadAsync(shell);
        Assert.Equal(0, await shell.CountAsync("ledger_lifetime_totals"));

        await shell.PostedAsync(Purchase(9));
        var expected = new LifetimeTotals(CreditAmount.Zero, Amount(ReadLifetimeTotals.Stride - 1), Amount(9));
        Assert.Equal(expected, (await ReadAsync(shell)).Totals);
        Assert.Equal(1, await shell.CountAsync("ledger_lifetime_totals"));
        Assert.Equal(expected, (await ReadAsync(shell)).Totals);

        await shell.PostedAsync(TopUp(4));
        Assert.Equal(expected with { Purchased = expected.Purchased + Amount(4) }, (await ReadAsync(shell)).Totals);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Readers_and_writers_at_once_never_see_a_sum_that_is_not_the_balance(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        for (var i = 0; i < ReadLifetimeTotals.Stride - 20; i++)
            await shell.PostedAsync(TopUp(1));

        var writers = Enumerable.Range(0, 4).Select(_ => (Func<Task<bool>>)(async () =>
        {
            for (var i = 0; i < 15; i++)
                await shell.PostedAsync(TopUp(2));
            return true;
        }));
        var readers = Enumerable.Range(0, 4).Select(_ => (Func<Task<bool>>)(async () =>
        {
            for (var i = 0; i < 15; i++)
            {
                var (balance, totals) = await ReadAsync(shell);
                Assert.Equal(balance, totals.Purchased);
            }

            return true;
        }));
        await Race.RunAsync(writers.Concat(readers));

        Assert.Equal(Amount(ReadLifetimeTotals.Stride - 20 + 120), (await ReadAsync(shell)).Totals.Purchased);
        Assert.Equal(1, await shell.CountAsync("ledger_lifetime_totals"));
    }

    private static Posting Bonus(decimal amount) =>
        TopUp(amount) with { Type = TransactionType.Bonus, Counterpart = SystemAccount.Promotions };

    private static async Task<string> ReversedAsync(
        TestShell shell, string transactionId, decimal amount, TransactionType type = TransactionType.Refund) =>
        Assert.IsType<ReverseResult.Reversed>(await shell.ReverseAsync(Reverse(transactionId, amount, type: type))).TransactionId;

    private static async Task<(CreditAmount Available, LifetimeTotals Totals)> ReadAsync(TestShell shell)
    {
        var (balance, totals) = await shell.Services.GetRequiredService<ReadLifetimeTotals>().ExecuteAsync(Ada, default);
        return (balance.Available, totals);
    }
}

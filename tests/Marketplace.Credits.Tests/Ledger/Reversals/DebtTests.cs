using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Holds;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Credits.Ledger.Postings;
using Marketplace.Credits.Ledger.Reversals;
using Marketplace.Credits.Ledger.Transfers;
using Marketplace.Testing;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Ledger.Reversals;

/// <summary>
/// A chargeback takes back what was spent already: the customer owes it, can spend nothing, and the next credits repay it first.
/// </summary>
public sealed class DebtTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S3-29")]
    public async Task A_chargeback_of_spent_credits_leaves_debt_that_blocks_spending(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        var topUp = await shell.PostedAsync(TopUp(25));
        await shell.PostedAsync(Purchase(15));

        var reversed = Assert.IsType<ReverseResult.Reversed>(
            await shell.ReverseAsync(Reverse(topUp, 25, type: TransactionType.Chargeback)));

        Assert.Equal("-15.00", reversed.BalanceAfter.ToString());
        Assert.Equal("15.00", (await shell.Get<ILedger>().GetBalanceAsync(Ada, default)).Debt.ToString());
        Assert.IsType<PostResult.InsufficientBalance>(await shell.PostAsync(Purchase(0.000_001m)));
        Assert.IsType<PlaceHoldResult.InsufficientBalance>(await shell.PlaceAsync(Hold(0.000_001m)));
        Assert.IsType<TransferResult.InsufficientBalance>(await shell.TransferAsync(Transfer(0.000_001m)));
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_next_top_up_repays_debt_first_and_the_rest_can_be_spent(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        var topUp = await shell.PostedAsync(TopUp(25));
        await shell.PostedAsync(Purchase(15));
        await shell.ReverseAsync(Reverse(topUp, 25, type: TransactionType.Chargeback));

        await shell.PostedAsync(TopUp(10));
        Assert.IsType<PostResult.InsufficientBalance>(await shell.PostAsync(Purchase(1)));
        await shell.PostedAsync(TopUp(8));

        await shell.AssertBalanceAsync(3);
        Assert.Equal([(LotKind.Purchased, 0m), (LotKind.Purchased, 0m), (LotKind.Purchased, 3m)], await shell.LotsAsync());
        await shell.PostedAsync(Purchase(3));
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_is_reserved_is_delivered_and_paid_although_debt_came_meanwhile(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        var topUp = await shell.PostedAsync(TopUp(25));
        var (captured, voided) = (await shell.PlacedAsync(Hold(5)), await shell.PlacedAsync(Hold(4)));
        await shell.ReverseAsync(Reverse(topUp, 25, type: TransactionType.Chargeback));
        await shell.AssertBalanceAsync(0, held: 9);

        Assert.IsType<CaptureHoldResult.Captured>(await shell.CaptureAsync(Capture(captured, 5)));
        await shell.VoidAsync(voided);

        await shell.AssertBalanceAsync(-5);
        Assert.Equal([(LotKind.Purchased, 0m)], await shell.LotsAsync());
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_won_dispute_gives_everything_back(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        var topUp = await shell.PostedAsync(TopUp(25));
        await shell.PostedAsync(Purchase(15));
        var chargeback = Assert.IsType<ReverseResult.Reversed>(
            await shell.ReverseAsync(Reverse(topUp, 25, type: TransactionType.Chargeback))).TransactionId;

        Assert.IsType<ReverseResult.Reversed>(await shell.ReverseAsync(Reverse(chargeback, 25)));

        await shell.AssertBalanceAsync(10);
        Assert.Equal([(LotKind.Purchased, 10m)], await shell.LotsAsync());
        await shell.PostedAsync(Purchase(10));
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_refunded_top_up_takes_its_own_lot_before_others(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(Granted(10, LotKind.Bonus));
        var topUp = await shell.PostedAsync(TopUp(25));

        await shell.ReverseAsync(Reverse(topUp, 20));

        Assert.Equal([(LotKind.Bonus, 10m), (LotKind.Purchased, 5m)], await shell.LotsAsync());
        await shell.ReverseAsync(Reverse(topUp, 5));
        await shell.AssertBalanceAsync(10);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Credits_sent_to_somebody_in_debt_repay_it(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        var topUp = await shell.PostedAsync(TopUp(10, Bob));
        await shell.PostedAsync(Purchase(10, Bob));
        await shell.ReverseAsync(Reverse(topUp, 10, type: TransactionType.Chargeback));
        await shell.PostedAsync(Granted(6, LotKind.Promotional, shell.Time.GetUtcNow().AddDays(1)));
        await shell.PostedAsync(TopUp(8));

        Assert.IsType<TransferResult.Transferred>(await shell.TransferAsync(Transfer(12)));

        await shell.AssertBalanceAsync(2, user: Ada);
        await shell.AssertBalanceAsync(2, user: Bob);
        Assert.Equal([(LotKind.Purchased, 0m), (LotKind.Transferred, 2m), (LotKind.Transferred, 0m)], await shell.LotsAsync(Bob));
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task After_a_won_dispute_the_top_up_can_be_refunded_and_disputed_again(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        var topUp = await shell.PostedAsync(TopUp(25));
        for (var dispute = 0; dispute < 2; dispute++)
        {
            var lost = Assert.IsType<ReverseResult.Reversed>(
                await shell.ReverseAsync(Reverse(topUp, 25, type: TransactionType.Chargeback))).TransactionId;
            Assert.IsType<ReverseResult.ExceedsRemaining>(await shell.ReverseAsync(Reverse(topUp, 1)));
            Assert.IsType<ReverseResult.Reversed>(await shell.ReverseAsync(Reverse(lost, 25)));
        }

        Assert.IsType<ReverseResult.Reversed>(await shell.ReverseAsync(Reverse(topUp, 20)));
        Assert.Equal(
            "5.00", Assert.IsType<ReverseResult.ExceedsRemaining>(await shell.ReverseAsync(Reverse(topUp, 6))).Remaining.ToString());
        await shell.AssertBalanceAsync(5);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Fact]
    public async Task A_refund_into_an_account_that_is_full_is_refused()
    {
        await using var shell = await ShellAsync(DatabaseKind.Sqlite);
        await shell.PostedAsync(TopUp(10));
        var purchase = await shell.PostedAsync(Purchase(10));
        await shell.PostedAsync(TopUp(new CreditAmount(long.MaxValue).ToDecimal()));

        Assert.IsType<ReverseResult.OutOfRange>(await shell.ReverseAsync(Reverse(purchase, 1)));
        await LedgerInvariants.AssertAsync(shell.Database);
    }
}

using Marketplace.Credits.History;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Holds;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Credits.Ledger.Reversals;
using Marketplace.Credits.Ledger.Transfers;
using Marketplace.Credits.Tests.Support;
using Marketplace.Credits.Wallet;
using Marketplace.Data;
using Marketplace.Testing;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Ledger.Reversals;

public sealed class ReverseTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_refund_gives_back_to_the_lots_that_paid_the_last_burning_first(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(Granted(4, LotKind.Bonus));
        await shell.PostedAsync(TopUp(10));
        var purchase = await shell.PostedAsync(Purchase(9));

        Assert.IsType<ReverseResult.Reversed>(await shell.ReverseAsync(Reverse(purchase, 6)));
        Assert.Equal([(LotKind.Bonus, 1m), (LotKind.Purchased, 10m)], await shell.LotsAsync());
        Assert.IsType<ReverseResult.Reversed>(await shell.ReverseAsync(Reverse(purchase, 3)));

        Assert.Equal([(LotKind.Bonus, 4m), (LotKind.Purchased, 10m)], await shell.LotsAsync());
        await shell.AssertBalanceAsync(14);
        Assert.Equal(
            0, Assert.IsType<ReverseResult.ExceedsRemaining>(await shell.ReverseAsync(Reverse(purchase, 0.000_001m))).Remaining.Micros);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_same_key_answers_what_it_answered_and_another_request_under_it_is_refused(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(10));
        var reversal = Reverse(await shell.PostedAsync(Purchase(5)), 5);

        var first = Assert.IsType<ReverseResult.Reversed>(await shell.ReverseAsync(reversal));
        var second = Assert.IsType<ReverseResult.Reversed>(await shell.ReverseAsync(reversal));

        Assert.Equal(first with { Replayed = true }, second);
        Assert.IsType<ReverseResult.KeyReused>(await shell.ReverseAsync(reversal with { Amount = Amount(4) }));
        await shell.AssertBalanceAsync(10);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Refunds_at_the_same_moment_never_give_back_more_than_was_paid(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(10));
        var purchase = await shell.PostedAsync(Purchase(10));

        var results = await Race.RunAsync(
            Enumerable.Range(0, 16).Select(_ => (Func<Task<ReverseResult>>)(() => shell.ReverseAsync(Reverse(purchase, 3)))));

        Assert.Equal(3, results.OfType<ReverseResult.Reversed>().Count());
        Assert.All(results.OfType<ReverseResult.ExceedsRemaining>(), x => Assert.Equal("1.00", x.Remaining.ToString()));
        await shell.AssertBalanceAsync(9);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_cannot_be_undone_says_so_and_changes_nothing(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(Granted(10, LotKind.Promotional, shell.Time.GetUtcNow().AddHours(1)));
        var transfer = Assert.IsType<TransferResult.Transferred>(await shell.TransferAsync(Transfer(2))).TransactionId;
        shell.Time.Advance(TimeSpan.FromHours(2));
        await shell.ExpireLotsAsync();
        var expiry = (await shell.Get<IWallet>().ReadHistoryAsync(Ada, new HistoryQuery(), default)).Transactions[0].Id;
        var before = await shell.CountAsync("ledger_transactions");

        Assert.IsType<ReverseResult.NotFound>(await shell.ReverseAsync(Reverse("txn_unknown", 1)));
        Assert.Equal(
            TransactionType.Transfer, Assert.IsType<ReverseResult.NotReversible>(await shell.ReverseAsync(Reverse(transfer, 1))).Type);
        Assert.Equal(TransactionType.Expiry, Assert.IsType<ReverseResult.NotReversible>(await shell.ReverseAsync(Reverse(expiry, 1))).Type);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => shell.ReverseAsync(Reverse(transfer, 0)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => shell.ReverseAsync(Reverse(transfer, -1)));

        Assert.Equal(before, await shell.CountAsync("ledger_transactions"));
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Partial_refunds_of_a_split_sale_undo_each_account_exactly(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(10));
        var capture = Capture(await shell.PlacedAsync(Hold(1)), 1) with
        {
            Shares = [
                new(SystemAccount.Commission, Amount(0.100_001m)), new(SystemAccount.Operator, Amount(0.333_333m)),
                new(SystemAccount.Revenue, Amount(0.566_666m))],
        };
        var sale = Assert.IsType<CaptureHoldResult.Captured>(await shell.CaptureAsync(capture)).TransactionId;

        foreach (var part in new[] { 0.333_333m, 0.000_001m, 0.333_333m, 0.333_333m })
            Assert.IsType<ReverseResult.Reversed>(await shell.ReverseAsync(Reverse(sale, part)));

        await using var db = await shell.Database.OpenAsync(default);
        Assert.Equal(
            [("sys_commission", 0L), ("sys_operator", 0L), ("sys_payment_clearing", -10_000_000L), ("sys_revenue", 0L)],
            await db.QueryAsync<(string, long)>(
                "select account_id, cast(sum(amount) as bigint) from ledger_system_entries group by account_id order by account_id"));
        await shell.AssertBalanceAsync(10);
        await LedgerInvariants.AssertAsync(shell.Database);
    }
}

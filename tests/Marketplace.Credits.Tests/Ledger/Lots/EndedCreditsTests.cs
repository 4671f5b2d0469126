using Marketplace.Credits.Accounts;
using Marketplace.Credits.Balance;
using Marketplace.Credits.History;
using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Holds;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Credits.Ledger.Postings;
using Marketplace.Credits.Ledger.Reversals;
using Marketplace.Credits.Ledger.Transfers;
using Marketplace.Credits.Lifetime;
using Marketplace.Credits.Outstanding;
using Marketplace.Credits.Tests.Support;
using Marketplace.Credits.Verification.Runs;
using Marketplace.Credits.Wallet;
using Marketplace.Testing;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Ledger.Lots;

/// <summary>What has ended cannot be spent, also before the hourly task has taken it.</summary>
public sealed class EndedCreditsTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite, true)]
    [InlineData(DatabaseKind.Sqlite, false)]
    [InlineData(DatabaseKind.Postgres, true)]
    [InlineData(DatabaseKind.Postgres, false)]
    public async Task A_debit_takes_them_away_first(DatabaseKind kind, bool alone)
    {
        await using var shell = await WithEndedAsync(kind);
        Assert.Equal(
            new WalletBalance(Amount(15), Amount(0)) { Ended = Amount(10) }, await shell.Get<ILedger>().GetBalanceAsync(Ada, default));
        Assert.Equal(new PostResult.InsufficientBalance(Amount(6), Amount(5)), await DebitAsync(shell, 6, alone));

        Assert.IsType<PostResult.Posted>(await DebitAsync(shell, 5, alone));

        await shell.AssertBalanceAsync(0);
        var history = (await shell.Get<IWallet>().ReadHistoryAsync(Ada, new HistoryQuery(), default)).Transactions;
        Assert.Equal(
            [(TransactionType.Purchase, -5m), (TransactionType.Expiry, -10m)], history.Take(2).Select(x => (x.Type, x.Amount.ToDecimal())));
        Assert.Equal(0, await shell.ExpireLotsAsync());
        await LedgerInvariants.AssertAsync(shell.Database);
        await VerifiedAsync(shell);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_hold_does_not_reserve_them(DatabaseKind kind)
    {
        await using var shell = await WithEndedAsync(kind);
        Assert.Equal(new PlaceHoldResult.InsufficientBalance(Amount(6), Amount(5)), await shell.PlaceAsync(Hold(6)));

        await shell.PlacedAsync(Hold(5));

        await shell.AssertBalanceAsync(5, held: 5);
        await LedgerInvariants.AssertAsync(shell.Database);
        await VerifiedAsync(shell);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task They_are_not_sent_to_anybody(DatabaseKind kind)
    {
        await using var shell = await WithEndedAsync(kind);
        Assert.Equal(new TransferResult.InsufficientBalance(Amount(6), Amount(5)), await shell.TransferAsync(Transfer(6)));

        Assert.IsType<TransferResult.Transferred>(await shell.TransferAsync(Transfer(5)));

        await shell.AssertBalanceAsync(0);
        await shell.AssertBalanceAsync(5, user: Bob);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task They_pay_no_chargeback_but_that_of_themselves(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        var bought = await shell.PostedAsync(TopUp(5));
        await shell.PostedAsync(Purchase(5));
        var grant = await shell.PostedAsync(Granted(10, LotKind.Promotional, shell.Time.GetUtcNow().AddHours(1)));
        await shell.PostedAsync(Granted(4, LotKind.Bonus, shell.Time.GetUtcNow().AddHours(1)));
        shell.Time.Advance(TimeSpan.FromHours(2));

        // What was granted is taken back from its own lot: nobody owes anything for it.
        Assert.IsType<ReverseResult.Reversed>(await shell.ReverseAsync(Reverse(grant, 10)));
        await shell.AssertBalanceAsync(0);
        Assert.IsType<ReverseResult.Reversed>(await shell.ReverseAsync(Reverse(bought, 5, type: TransactionType.Chargeback)));

        await shell.AssertBalanceAsync(-5);
        await LedgerInvariants.AssertAsync(shell.Database);
        await VerifiedAsync(shell);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_a_released_hold_gives_back_too_late_is_not_spent(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(Granted(10, LotKind.Promotional, shell.Time.GetUtcNow().AddHours(1)));
        var hold = await shell.PlacedAsync(Hold(7));
        shell.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal((Amount(0), Amount(3)), await SpendableAsync(shell));

        await shell.VoidAsync(hold);

        Assert.Equal((Amount(0), Amount(10)), await SpendableAsync(shell));
        Assert.Equal(new PostResult.InsufficientBalance(Amount(1), Amount(0)), await shell.Get<ILedger>().PostAsync(Purchase(1), default));
        await shell.AssertBalanceAsync(0);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_was_paid_before_they_ended_is_answered_again_and_takes_nothing(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(Granted(10, LotKind.Promotional, shell.Time.GetUtcNow().AddHours(1)));
        var (purchase, hold) = (Purchase(4), Hold(2));
        var paid = await shell.PostedAsync(purchase);
        await shell.PlacedAsync(hold);
        shell.Time.Advance(TimeSpan.FromHours(2));

        Assert.Equal(new PostResult.Posted(paid, Amount(6), Replayed: true), await shell.Get<ILedger>().PostAsync(purchase, default));
        Assert.Equal(new PostResult.Posted(paid, Amount(6), Replayed: true), await shell.PostAsync(purchase));
        Assert.True(Assert.IsType<PlaceHoldResult.Placed>(await shell.PlaceAsync(hold)).Replayed);

        Assert.Equal(
            new WalletBalance(Amount(6), Amount(2)) { Ended = Amount(4) }, await shell.Get<ILedger>().GetBalanceAsync(Ada, default));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Many_at_once_spend_none_of_them(DatabaseKind kind)
    {
        await using var shell = await WithEndedAsync(kind);
        var results = await Race.RunAsync(Enumerable.Range(0, 24).Select(i => (Func<Task<bool>>)(async () => (i % 3) switch
        {
            0 => await shell.Get<ILedger>().PostAsync(Purchase(1), default) is PostResult.Posted,
            1 => await shell.PlaceAsync(Hold(1)) is PlaceHoldResult.Placed,
            _ => await shell.PostAsync(Purchase(1)) is PostResult.Posted,
        })));

        Assert.Equal(5, results.Count(x => x));
        Assert.Equal((Amount(0), Amount(0)), await SpendableAsync(shell));
        await LedgerInvariants.AssertAsync(shell.Database);
        await VerifiedAsync(shell);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task No_screen_counts_them(DatabaseKind kind)
    {
        await using var shell = await WithEndedAsync(kind);

        var panel = await shell.Get<ReadBalancePanel>().ExecuteAsync(Ada, default);
        Assert.Equal(
            (Amount(5), 0, LotKind.Purchased), (panel.Balance.Available, panel.Expiries.Count, Assert.Single(panel.Kinds).LotKind));
        Assert.Equal(Amount(5), (await shell.Get<ReadLifetimeTotals>().ExecuteAsync(Ada, default)).Balance.Available);
        Assert.Equal(
            Amount(5),
            Assert.Single((await shell.Get<ListAccounts>().ExecuteAsync(new AccountFilter(), null, 10, default)).Accounts).Spendable);
        Assert.Equal(Amount(5), (await shell.Get<ReadTotals>().ExecuteAsync(default)).Outstanding);
        var outstanding = await shell.InScopeAsync<ReadOutstanding, OutstandingCredits>(x => x.ExecuteAsync(default));
        Assert.Equal((Amount(5), Amount(0)), (outstanding.Owed, outstanding.Expiring30));
    }

    /// <summary>Five bought credits, and ten granted ones that ended an hour ago.</summary>
    private static async Task<TestShell> WithEndedAsync(DatabaseKind kind)
    {
        var shell = await ShellAsync(kind);
        await shell.PostedAsync(Granted(10, LotKind.Promotional, shell.Time.GetUtcNow().AddHours(1)));
        await shell.PostedAsync(TopUp(5));
        shell.Time.Advance(TimeSpan.FromHours(2));
        return shell;
    }

    private static Task<PostResult> DebitAsync(TestShell shell, decimal amount, bool alone) =>
        alone ? shell.Get<ILedger>().PostAsync(Purchase(amount), default) : shell.PostAsync(Purchase(amount));

    private static async Task<(CreditAmount Available, CreditAmount Ended)> SpendableAsync(TestShell shell)
    {
        var balance = await shell.Get<ILedger>().GetBalanceAsync(Ada, default);
        return (balance.Available, balance.Ended);
    }

    private static async Task VerifiedAsync(TestShell shell) =>
        Assert.IsType<VerifyLedgerResult.Clean>(
            await shell.InScopeAsync<VerifyLedger, VerifyLedgerResult>(x => x.ExecuteAsync("usr_admin", told: null, default)));
}

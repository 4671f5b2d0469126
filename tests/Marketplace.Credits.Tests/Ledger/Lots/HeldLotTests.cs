using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Holds;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Credits.Tests.Support;
using Marketplace.Data;
using Marketplace.Testing;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Ledger.Lots;

/// <summary>Holds reserve lots; what they release goes back to where it came from.</summary>
public sealed class HeldLotTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_voided_hold_gives_every_lot_its_part_back(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(Granted(4, LotKind.Bonus));
        await shell.PostedAsync(Granted(10, LotKind.Purchased));
        var hold = await shell.PlacedAsync(Hold(6));
        Assert.Equal([(LotKind.Bonus, 0m), (LotKind.Purchased, 8m)], await shell.LotsAsync());

        await shell.VoidAsync(hold);

        Assert.Equal([(LotKind.Bonus, 4m), (LotKind.Purchased, 10m)], await shell.LotsAsync());
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_partial_capture_spends_what_burns_first_and_frees_what_burns_last(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(Granted(4, LotKind.Bonus));
        await shell.PostedAsync(Granted(10, LotKind.Purchased));
        var hold = await shell.PlacedAsync(Hold(9));

        await shell.CaptureAsync(Capture(hold, 5));

        Assert.Equal([(LotKind.Bonus, 0m), (LotKind.Purchased, 9m)], await shell.LotsAsync());
        await shell.AssertBalanceAsync(9);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task An_expired_hold_frees_its_lots(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(10));
        await shell.PlacedAsync(Hold(6, expires: shell.Time.GetUtcNow().AddMinutes(5)));
        shell.Time.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal(1, await shell.ExpireAsync());

        Assert.Equal([(LotKind.Purchased, 10m)], await shell.LotsAsync());
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_a_capture_pays_is_split_between_the_accounts_it_names(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(10));
        var capture = Capture(await shell.PlacedAsync(Hold(5)), 5) with
        {
            Shares = [
                new(SystemAccount.Commission, Amount(0.5m)), new(SystemAccount.Operator, Amount(4.5m)),
                new(SystemAccount.Revenue, Amount(0))],
        };

        var captured = Assert.IsType<CaptureHoldResult.Captured>(await shell.CaptureAsync(capture));

        await using var db = await shell.Database.OpenAsync(default);
        Assert.Equal(
            [("sys_commission", 500_000L), ("sys_operator", 4_500_000L)],
            await db.QueryAsync<(string, long)>(
                "select account_id, amount from ledger_system_entries where transaction_id = @TransactionId order by account_id",
                new { captured.TransactionId }));
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Fact]
    public async Task Shares_that_do_not_sum_up_to_the_capture_are_refused_and_nothing_changes()
    {
        await using var shell = await ShellAsync(DatabaseKind.Sqlite);
        await shell.PostedAsync(TopUp(10));
        var capture = Capture(await shell.PlacedAsync(Hold(5)), 5) with { Shares = [new(SystemAccount.Commission, Amount(4.999_999m))] };

        await Assert.ThrowsAsync<InvalidOperationException>(() => shell.CaptureAsync(capture));

        await shell.AssertBalanceAsync(10, held: 5);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Fact]
    public async Task A_share_below_zero_is_refused()
    {
        await using var shell = await ShellAsync(DatabaseKind.Sqlite);
        await shell.PostedAsync(TopUp(10));
        var capture = Capture(await shell.PlacedAsync(Hold(5)), 5) with
        { Shares = [new(SystemAccount.Operator, Amount(100)), new(SystemAccount.Revenue, Amount(-95))] };

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => shell.CaptureAsync(capture));

        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Nothing_is_drawn_from_lots_that_do_not_hold_it(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(10));
        await shell.Database.InTransactionAsync(db => db.ExecuteAsync("update ledger_lots set remaining = 4"), default);

        await Assert.ThrowsAnyAsync<Exception>(() => shell.PostAsync(Purchase(6)));
        await Assert.ThrowsAnyAsync<Exception>(() => shell.PlaceAsync(Hold(6)));

        await shell.AssertBalanceAsync(10);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task One_account_that_differs_does_not_keep_the_others_holds_from_expiring(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(10));
        await shell.PostedAsync(TopUp(10, Bob));
        await shell.PlacedAsync(Hold(5, expires: shell.Time.GetUtcNow().AddMinutes(1)));
        await shell.PlacedAsync(Hold(5, Bob, expires: shell.Time.GetUtcNow().AddMinutes(2)));
        await shell.Database.InTransactionAsync(
            db => db.ExecuteAsync("update ledger_accounts set held = 0 where owner = @Ada", new { Ada }), default);
        shell.Time.Advance(TimeSpan.FromHours(1));

        await Assert.ThrowsAsync<AggregateException>(() => shell.ExpireAsync());

        await shell.AssertBalanceAsync(10, held: 0, user: Bob);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task One_account_that_differs_does_not_keep_the_others_lots_from_expiring(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        var soon = shell.Time.GetUtcNow().AddMinutes(1);
        await shell.PostedAsync(Granted(10, LotKind.Promotional, soon));
        await shell.PostedAsync(Granted(10, LotKind.Promotional, soon, Bob));
        await shell.Database.InTransactionAsync(
            db => db.ExecuteAsync("update ledger_accounts set posted = 4 where owner = @Ada", new { Ada }), default);
        shell.Time.Advance(TimeSpan.FromHours(1));

        await Assert.ThrowsAsync<AggregateException>(() => shell.ExpireLotsAsync());

        await shell.AssertBalanceAsync(0, user: Bob);
    }
}

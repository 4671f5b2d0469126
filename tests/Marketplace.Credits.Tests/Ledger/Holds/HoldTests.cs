using Marketplace.Credits.Ledger.Holds;
using Marketplace.Credits.Ledger.Postings;
using Marketplace.Credits.Tests.Support;
using Marketplace.Testing;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Ledger.Holds;

public sealed class HoldTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Held_credits_cannot_be_spent_or_held_again(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(10));
        await shell.PlacedAsync(Hold(7));

        await shell.AssertBalanceAsync(10, held: 7);
        Assert.Equal(new PostResult.InsufficientBalance(Amount(4), Amount(3)), await shell.PostAsync(Purchase(4)));
        Assert.Equal(new PlaceHoldResult.InsufficientBalance(Amount(4), Amount(3)), await shell.PlaceAsync(Hold(4)));
        await shell.PostedAsync(Purchase(3));
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Without_an_account_nothing_can_be_held(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);

        Assert.Equal(new PlaceHoldResult.InsufficientBalance(Amount(4), CreditAmount.Zero), await shell.PlaceAsync(Hold(4)));
        Assert.Equal(0, await shell.CountAsync("ledger_holds"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_capture_takes_its_part_and_releases_the_rest(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(10));
        var hold = await shell.PlacedAsync(Hold(7));

        var captured = Assert.IsType<CaptureHoldResult.Captured>(await shell.CaptureAsync(Capture(hold, 5)));

        Assert.Equal(Amount(5), captured.BalanceAfter);
        await shell.AssertBalanceAsync(5);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task More_than_was_held_cannot_be_captured(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(10));
        var hold = await shell.PlacedAsync(Hold(7));

        Assert.Equal(new CaptureHoldResult.ExceedsHold(Amount(7)), await shell.CaptureAsync(Capture(hold, 7.000001m)));
        await shell.AssertBalanceAsync(10, held: 7);
        Assert.IsType<CaptureHoldResult.Captured>(await shell.CaptureAsync(Capture(hold, 7)));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_voided_hold_gives_everything_back_and_stays_closed(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(10));
        var hold = await shell.PlacedAsync(Hold(7));

        Assert.IsType<VoidHoldResult.Voided>(await shell.VoidAsync(hold));
        Assert.IsType<VoidHoldResult.Voided>(await shell.VoidAsync(hold));
        Assert.IsType<CaptureHoldResult.NotOpen>(await shell.CaptureAsync(Capture(hold, 1)));
        await shell.AssertBalanceAsync(10);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_captured_hold_cannot_be_voided(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(10));
        var hold = await shell.PlacedAsync(Hold(7));
        await shell.CaptureAsync(Capture(hold, 7));

        Assert.IsType<VoidHoldResult.AlreadyCaptured>(await shell.VoidAsync(hold));
        Assert.IsType<VoidHoldResult.NotFound>(await shell.VoidAsync("hld_unknown"));
        Assert.IsType<CaptureHoldResult.NotOpen>(await shell.CaptureAsync(Capture("hld_unknown", 1)));
        await shell.AssertBalanceAsync(3);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_hold_is_released_when_its_time_is_over(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(10));
        var now = shell.Time.GetUtcNow();
        var soon = await shell.PlacedAsync(Hold(3, expires: now.AddMinutes(10)));
        var later = await shell.PlacedAsync(Hold(2, expires: now.AddMinutes(20)));
        await shell.PlacedAsync(Hold(1));

        Assert.Equal(0, await shell.ExpireAsync());
        shell.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(1, await shell.ExpireAsync());

        await shell.AssertBalanceAsync(10, held: 3);
        Assert.IsType<CaptureHoldResult.NotOpen>(await shell.CaptureAsync(Capture(soon, 3)));
        Assert.IsType<VoidHoldResult.Voided>(await shell.VoidAsync(soon));
        Assert.IsType<CaptureHoldResult.Captured>(await shell.CaptureAsync(Capture(later, 2)));
        shell.Time.Advance(TimeSpan.FromDays(365));
        Assert.Equal(0, await shell.ExpireAsync());
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Many_holds_of_many_customers_expire_in_batches(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        var expires = shell.Time.GetUtcNow().AddMinutes(1);
        await shell.PostedAsync(TopUp(1000, Ada));
        await shell.PostedAsync(TopUp(1000, Bob));
        for (var i = 0; i < 230; i++)
            await shell.PlacedAsync(Hold(1, i % 3 == 0 ? Ada : Bob, expires: expires));

        shell.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(230, await shell.ExpireAsync());

        await shell.AssertBalanceAsync(1000, user: Ada);
        await shell.AssertBalanceAsync(1000, user: Bob);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_late_capture_still_works_until_the_hold_was_released(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(10));
        var hold = await shell.PlacedAsync(Hold(3, expires: shell.Time.GetUtcNow().AddMinutes(1)));
        shell.Time.Advance(TimeSpan.FromMinutes(2));

        Assert.IsType<CaptureHoldResult.Captured>(await shell.CaptureAsync(Capture(hold, 3)));
        Assert.Equal(0, await shell.ExpireAsync());
        await shell.AssertBalanceAsync(7);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Fact]
    public async Task What_no_correct_caller_asks_for_is_an_exception()
    {
        await using var shell = await ShellAsync(DatabaseKind.Sqlite);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => shell.PlaceAsync(Hold(0)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => shell.PlaceAsync(Hold(-1)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => shell.CaptureAsync(Capture("hld_1", 0)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => shell.CaptureAsync(Capture("hld_1", -1)));
        await Assert.ThrowsAsync<ArgumentException>(() => shell.PlaceAsync(Hold(1, key: "")));
        await Assert.ThrowsAsync<ArgumentException>(() => shell.PlaceAsync(Hold(1, user: "")));
    }
}

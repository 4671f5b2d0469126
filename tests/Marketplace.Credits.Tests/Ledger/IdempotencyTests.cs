using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Holds;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Credits.Ledger.Postings;
using Marketplace.Testing;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Ledger;

public sealed class IdempotencyTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S1-10")]
    public async Task The_same_posting_again_answers_as_before_and_writes_nothing(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        var topUp = TopUp(25, key: "pi_1");
        var first = Assert.IsType<PostResult.Posted>(await shell.PostAsync(topUp));
        await shell.PostedAsync(Purchase(5));

        var again = await shell.PostAsync(topUp with { Description = "Worded differently" });

        Assert.Equal(first with { Replayed = true }, again);
        await shell.AssertBalanceAsync(20);
        Assert.Equal(2, await shell.CountAsync("ledger_transactions"));
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_debit_is_replayed_even_when_it_emptied_the_wallet(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(5));
        var purchase = Purchase(5);
        var first = Assert.IsType<PostResult.Posted>(await shell.PostAsync(purchase));

        Assert.Equal(first with { Replayed = true }, await shell.PostAsync(purchase));
        await shell.AssertBalanceAsync(0);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_same_key_for_something_else_is_refused_and_moves_nothing(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        var original = TopUp(25, key: "pi_1");
        await shell.PostedAsync(original);

        Posting[] others =
        [
            original with { Amount = Amount(26) },
            original with { UserId = Bob },
            original with { Type = TransactionType.Bonus },
            original with { Counterpart = SystemAccount.Promotions },
            original with { Metadata = new Dictionary<string, string> { ["payment_intent_id"] = "pi_2" } },
            original with { Amount = Amount(-25) },
            original with { Amount = Amount(-26) },
        ];
        foreach (var other in others)
            Assert.IsType<PostResult.KeyReused>(await shell.PostAsync(other));

        await shell.AssertBalanceAsync(25);
        await shell.AssertBalanceAsync(0, user: Bob);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_hold_is_placed_once_per_key(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(10));
        var hold = Hold(10, key: "order-1", expires: shell.Time.GetUtcNow().AddHours(1));
        var first = Assert.IsType<PlaceHoldResult.Placed>(await shell.PlaceAsync(hold));

        Assert.Equal(first with { Replayed = true }, await shell.PlaceAsync(hold with { ExpiresAt = hold.ExpiresAt!.Value.AddMinutes(1) }));
        Assert.IsType<PlaceHoldResult.KeyReused>(await shell.PlaceAsync(hold with { Amount = Amount(9) }));
        Assert.IsType<PlaceHoldResult.KeyReused>(await shell.PlaceAsync(hold with { UserId = Bob }));
        Assert.IsType<PlaceHoldResult.KeyReused>(await shell.PlaceAsync(hold with { Reference = "dep_2" }));
        await shell.AssertBalanceAsync(10, held: 10);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_key_used_for_a_hold_of_less_than_is_left_is_undone_when_reused(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(10));
        await shell.PlacedAsync(Hold(2, key: "order-1"));

        Assert.IsType<PlaceHoldResult.KeyReused>(await shell.PlaceAsync(Hold(3, key: "order-1")));
        await shell.AssertBalanceAsync(10, held: 2);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_capture_is_made_once_per_key(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(10));
        var capture = Capture(await shell.PlacedAsync(Hold(5)), 5, key: "dep_1");
        var first = Assert.IsType<CaptureHoldResult.Captured>(await shell.CaptureAsync(capture));
        await shell.PostedAsync(Purchase(1));

        Assert.Equal(first with { Replayed = true }, await shell.CaptureAsync(capture));
        Assert.IsType<CaptureHoldResult.KeyReused>(await shell.CaptureAsync(capture with { Amount = Amount(4) }));
        Assert.IsType<CaptureHoldResult.NotOpen>(await shell.CaptureAsync(capture with { IdempotencyKey = "dep_2" }));

        var other = await shell.PlacedAsync(Hold(1));
        Assert.IsType<CaptureHoldResult.KeyReused>(await shell.CaptureAsync(Capture(other, 1, key: "dep_1")));
        await shell.AssertBalanceAsync(4, held: 1);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_posting_and_a_capture_cannot_share_a_key(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(10, key: "shared"));
        var hold = await shell.PlacedAsync(Hold(5));

        Assert.IsType<CaptureHoldResult.KeyReused>(await shell.CaptureAsync(Capture(hold, 5, key: "shared")));
        await shell.AssertBalanceAsync(10, held: 5);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_same_key_with_another_kind_of_grant_or_other_shares_is_refused(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        var first = Granted(10, LotKind.Bonus);
        await shell.PostedAsync(first);
        var capture = Capture(await shell.PlacedAsync(Hold(5)), 5);
        await shell.CaptureAsync(capture);

        Assert.IsType<PostResult.KeyReused>(await shell.PostAsync(first with { Grant = new Grant(LotKind.Purchased) }));
        Assert.IsType<CaptureHoldResult.KeyReused>(
            await shell.CaptureAsync(capture with { Shares = [new(SystemAccount.Operator, Amount(5))] }));
        await LedgerInvariants.AssertAsync(shell.Database);
    }
}

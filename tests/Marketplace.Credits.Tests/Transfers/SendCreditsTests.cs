using Marketplace.Credits.History;
using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Reversals;
using Marketplace.Credits.Transfers;
using Marketplace.Credits.Wallet;
using Marketplace.Data;
using Marketplace.Testing;
using static Marketplace.Testing.Money;
using static Marketplace.Credits.Tests.Transfers.TransferShell;

namespace Marketplace.Credits.Tests.Transfers;

public sealed class SendCreditsTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S1-20")]
    [Trait("Acceptance", "S0-60")]
    public async Task Credits_move_and_both_are_told(DatabaseKind kind)
    {
        await using var shell = await CreateAsync(kind);
        await shell.PostedAsync(TopUp(25));

        var sent = await shell.SentAsync(Send(5, note: "For lunch"));

        Assert.Equal((Amount(20), false), (sent.BalanceAfter, sent.Replayed));
        await shell.AssertBalanceAsync(20);
        await shell.AssertBalanceAsync(5, user: Bob);
        var (mine, theirs) =
            (await shell.Get<IWallet>().FindTransactionAsync(Ada, sent.TransactionId, default),
                await shell.Get<IWallet>().FindTransactionAsync(Bob, sent.TransactionId, default));
        Assert.Equal((TransactionType.Transfer, Amount(-5), Amount(5)), (mine!.Type, mine.Amount, theirs!.Amount));
        Assert.Equal("Transfer from ada@example.com to bob@example.com: For lunch", mine.Description);
        Assert.Equal(
            (Bob, Ada, "5.00", "For lunch"),
            (mine.Metadata["to_user"], mine.Metadata["from_user"], mine.Metadata["amount_usd"], mine.Metadata["note"]));

        await shell.SettleAsync();
        Assert.Equal(
            [(Ada, "You sent $5.00"), (Bob, "You received $5.00")],
            shell.Notifier.Told.Select(x => (x.Notification.UserId, x.Subject)));
        Assert.All(shell.Notifier.Told, x => Assert.Contains("For lunch", x.Body, StringComparison.Ordinal));
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Who_names_a_user_id_does_not_learn_the_address(DatabaseKind kind)
    {
        await using var shell = await CreateAsync(kind);
        await shell.PostedAsync(TopUp(25));

        var sent = await shell.SentAsync(Send(5, to: Bob));

        var transaction = await shell.Get<IWallet>().FindTransactionAsync(Ada, sent.TransactionId, default);
        Assert.Equal($"Transfer from ada@example.com to {Bob}", transaction!.Description);
        await shell.SettleAsync();
        var told = Assert.Single(shell.Notifier.Told, x => x.Notification.UserId == Ada);
        Assert.DoesNotContain("bob@example.com", told.Body, StringComparison.Ordinal);
        Assert.Contains(Bob, told.Body, StringComparison.Ordinal);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_same_key_moves_once_and_answers_the_same(DatabaseKind kind)
    {
        await using var shell = await CreateAsync(kind);
        await shell.PostedAsync(TopUp(25));
        var first = await shell.SentAsync(Send(5, key: "k"));
        await shell.PostedAsync(Purchase(20));

        // The answer is the stored one, although by now there are too few credits and the recipient is locked.
        shell.Get<People>().Lock(Bob);
        Assert.Equal(first with { Replayed = true }, await shell.SentAsync(Send(5, key: "k")));

        foreach (var other in new[] { Send(6, key: "k"), Send(5, key: "k", to: Bob), Send(5, key: "k", note: "x") })
            Assert.IsType<SendResult.KeyReused>(await shell.SendAsync(other));
        await shell.AssertBalanceAsync(5, user: Bob);
        await shell.SettleAsync();
        Assert.Equal(2, shell.Notifier.Told.Count);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Another_senders_key_is_another_key(DatabaseKind kind)
    {
        await using var shell = await CreateAsync(kind);
        await shell.PostedAsync(TopUp(25));
        await shell.SentAsync(Send(5, key: "k"));
        Assert.False((await shell.SentAsync(Send(2, key: "k", to: "ada@example.com", from: Bob))).Replayed);
        await shell.AssertBalanceAsync(22);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Every_refusal_says_why_and_moves_nothing(DatabaseKind kind)
    {
        await using var shell = await CreateAsync(kind, """{"maximum":50,"dailyMaximum":60}""");
        await shell.PostedAsync(TopUp(100));

        Assert.Equal(new TransferRefusal.ToOneself(), await shell.RefusedAsync(Send(1, to: "ada@example.com")));
        Assert.Equal(new TransferRefusal.ToOneself(), await shell.RefusedAsync(Send(1, to: Ada)));
        Assert.Equal(new TransferRefusal.UnknownRecipient(), await shell.RefusedAsync(Send(1, to: "nobody@example.com")));
        Assert.Equal(new TransferRefusal.UnknownRecipient(), await shell.RefusedAsync(Send(1, to: "usr_nobody")));
        Assert.Equal(new TransferRefusal.AboveMaximum(Amount(50)), await shell.RefusedAsync(Send(50.000001m)));
        await shell.SentAsync(Send(50));
        Assert.Equal(new TransferRefusal.AboveDaily(Amount(60), Amount(10)), await shell.RefusedAsync(Send(10.01m)));
        await shell.PostedAsync(Purchase(45));
        Assert.Equal(new TransferRefusal.TooLow(Amount(6), Amount(5)), await shell.RefusedAsync(Send(6)));
        await shell.PlacedAsync(Hold(5));
        Assert.Equal(new TransferRefusal.TooLow(Amount(1), Amount(0)), await shell.RefusedAsync(Send(1)));

        await shell.AssertBalanceAsync(50, user: Bob);
        Assert.Equal(1, await shell.CountAsync("credit_transfers"));
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task An_address_that_nobody_confirmed_is_answered_as_an_unknown_one(DatabaseKind kind)
    {
        await using var shell = await CreateAsync(kind);
        await shell.PostedAsync(TopUp(25));
        shell.Get<People>().Unconfirm(Bob);

        foreach (var to in new[] { "bob@example.com", Bob, "nobody@example.com", "usr_nobody" })
            Assert.Equal(new TransferRefusal.UnknownRecipient(), await shell.RefusedAsync(Send(1, to: to)));
        for (var i = 4; i < FindRecipient.UnknownPerDay; i++)
            await shell.RefusedAsync(Send(1, to: "bob@example.com"));
        Assert.Equal(new TransferRefusal.TooManyUnknown(), await shell.RefusedAsync(Send(1, to: "bob@example.com")));
        Assert.Equal(new TransferRefusal.TooManyUnknown(), await shell.RefusedAsync(Send(1, to: "nobody@example.com")));
        await shell.AssertBalanceAsync(25);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Debt_and_locked_people_end_it(DatabaseKind kind)
    {
        await using var shell = await CreateAsync(kind);
        var topUp = await shell.PostedAsync(TopUp(25));
        await shell.PostedAsync(Purchase(20));
        await shell.Database.InTransactionAsync(
            db => shell.Get<ILedger>().ReverseAsync(
                db, new Reversal(NewKey(), topUp, Amount(25), TransactionType.Chargeback, "Disputed", new Dictionary<string, string>()),
                default),
            default);
        Assert.Equal(new TransferRefusal.TooLow(Amount(1), Amount(-20)), await shell.RefusedAsync(Send(1)));

        await shell.PostedAsync(TopUp(50));
        // A stranger is not told that there is a locked account.
        shell.Get<People>().Lock(Bob);
        Assert.Equal(new TransferRefusal.UnknownRecipient(), await shell.RefusedAsync(Send(1)));
        shell.Get<People>().Lock(Ada);
        Assert.Equal(new TransferRefusal.SenderLocked(), await shell.RefusedAsync(Send(1)));
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_wallet_that_is_full_to_the_last_millionth_receives_nothing(DatabaseKind kind)
    {
        await using var shell = await CreateAsync(kind);
        await shell.PostedAsync(TopUp(25));
        await shell.PostedAsync(TopUp(1, Bob) with { Amount = new CreditAmount(long.MaxValue - 1_000_000) });

        Assert.Equal(new TransferRefusal.CannotReceive(), await shell.RefusedAsync(Send(1.01m)));
        await shell.AssertBalanceAsync(25);
        await shell.SentAsync(Send(1));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Each_day_has_a_limit_of_its_own(DatabaseKind kind)
    {
        await using var shell = await CreateAsync(kind, """{"maximum":10,"dailyMaximum":10}""");
        await shell.PostedAsync(TopUp(100));
        await shell.SentAsync(Send(10));
        Assert.Equal(new TransferRefusal.AboveDaily(Amount(10), Amount(0)), await shell.RefusedAsync(Send(0.01m)));
        await shell.PostedAsync(TopUp(100, Bob));
        await shell.SentAsync(Send(10, to: "ada@example.com", from: Bob));

        shell.Time.Advance(TimeSpan.FromDays(1));

        await shell.SentAsync(Send(10));
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_few_unknown_addresses_end_the_days_look_ups(DatabaseKind kind)
    {
        await using var shell = await CreateAsync(kind);
        // Without credits nothing is looked up at all.
        Assert.Equal(new TransferRefusal.TooLow(Amount(1), Amount(0)), await shell.RefusedAsync(Send(1, to: "nobody@example.com")));
        await shell.PostedAsync(TopUp(100));
        for (var i = 0; i < FindRecipient.UnknownPerDay; i++)
            Assert.Equal(new TransferRefusal.UnknownRecipient(), await shell.RefusedAsync(Send(1, to: $"nobody{i}@example.com")));

        Assert.Equal(new TransferRefusal.TooManyUnknown(), await shell.RefusedAsync(Send(1, to: "nobody@example.com")));
        Assert.Equal(new TransferRefusal.TooManyUnknown(), await shell.RefusedAsync(Send(1)));
        shell.Time.Advance(TimeSpan.FromDays(1));
        await shell.SentAsync(Send(1));
    }

    [Fact]
    public async Task A_tenant_can_switch_it_off()
    {
        await using var shell = await CreateAsync(DatabaseKind.Sqlite, """{"enabled":false}""");
        await shell.PostedAsync(TopUp(100));
        Assert.Equal(new TransferRefusal.Off(), await shell.RefusedAsync(Send(1)));
    }

    [Theory]
    [InlineData("""{"maximum":-5}""")]
    [InlineData("""{"dailyMaximum":0}""")]
    public async Task Senseless_limits_send_nothing_rather_than_break(string settings)
    {
        await using var shell = await CreateAsync(DatabaseKind.Sqlite, settings);
        await shell.PostedAsync(TopUp(100));
        Assert.True(await shell.RefusedAsync(Send(1)) is TransferRefusal.AboveMaximum or TransferRefusal.AboveDaily);
    }

    [Fact]
    public async Task Limits_without_end_are_the_range_of_amounts()
    {
        await using var shell = await CreateAsync(
            DatabaseKind.Sqlite, """{"maximum":99999999999999999999,"dailyMaximum":99999999999999999999.1234567}""");
        await shell.PostedAsync(TopUp(1_000_000));
        await shell.SentAsync(Send(900_000));
        await shell.SentAsync(Send(100_000));
    }
}

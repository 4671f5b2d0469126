using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Transfers;
using Marketplace.Data;
using Marketplace.Testing;
using static Marketplace.Testing.Money;
using static Marketplace.Credits.Tests.Transfers.TransferShell;

namespace Marketplace.Credits.Tests.Transfers;

public sealed class TransferConcurrencyTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_daily_limit_is_exact_when_many_are_sent_at_once(DatabaseKind kind)
    {
        await using var shell = await CreateAsync(kind, """{"maximum":10,"dailyMaximum":50}""");
        await shell.PostedAsync(TopUp(1_000));

        var results = await Race.RunAsync(Enumerable.Range(0, 40).Select(_ => (Func<Task<SendResult>>)(() => shell.SendAsync(Send(7)))));

        Assert.Equal(7, results.Count(x => x is SendResult.Sent { Replayed: false }));
        Assert.All(
            results.OfType<SendResult.Refused>(),
            x => Assert.Equal(
                new TransferRefusal.AboveDaily(Amount(50), Amount(1)),
                Assert.IsType<TransferRefusal.AboveDaily>(x.Refusal) with { Left = Amount(1) }));
        await shell.AssertBalanceAsync(951);
        await shell.AssertBalanceAsync(49, user: Bob);
        await shell.SentAsync(Send(1));
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task One_key_sent_many_times_at_once_moves_once(DatabaseKind kind)
    {
        await using var shell = await CreateAsync(kind);
        await shell.PostedAsync(TopUp(100));

        var results = await Race.RunAsync(
            Enumerable.Range(0, 20).Select(_ => (Func<Task<SendResult>>)(() => shell.SendAsync(Send(5, key: "once")))));

        var sent = results.Select(x => Assert.IsType<SendResult.Sent>(x)).ToList();
        Assert.Single(sent, x => !x.Replayed);
        Assert.Single(sent.Select(x => (x.TransactionId, x.BalanceAfter)).Distinct());
        await shell.AssertBalanceAsync(95);
        await shell.SettleAsync();
        Assert.Equal(2, shell.Notifier.Told.Count);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Both_ways_at_once_neither_blocks_nor_makes_credits(DatabaseKind kind)
    {
        await using var shell = await CreateAsync(kind);
        await shell.PostedAsync(TopUp(50));
        await shell.PostedAsync(TopUp(50, Bob));

        var results = await Race.RunAsync(Enumerable.Range(0, 40).Select(i => (Func<Task<SendResult>>)(() =>
            shell.SendAsync(i % 2 == 0 ? Send(3) : Send(2, to: "ada@example.com", from: Bob)))));

        Assert.All(results, x => Assert.True(x is SendResult.Sent or SendResult.Refused { Refusal: TransferRefusal.TooLow }));
        var ada = await shell.Get<ILedger>().GetBalanceAsync(Ada, default);
        var bob = await shell.Get<ILedger>().GetBalanceAsync(Bob, default);
        Assert.Equal(Amount(100), ada.Posted + bob.Posted);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_last_credits_are_sent_once(DatabaseKind kind)
    {
        await using var shell = await CreateAsync(kind);
        await shell.PostedAsync(TopUp(10));

        var results = await Race.RunAsync(Enumerable.Range(0, 16).Select(_ => (Func<Task<SendResult>>)(() => shell.SendAsync(Send(10)))));

        Assert.Single(results, x => x is SendResult.Sent);
        Assert.All(results.OfType<SendResult.Refused>(), x => Assert.IsType<TransferRefusal.TooLow>(x.Refusal));
        await shell.AssertBalanceAsync(0);
        // What was refused left nothing of the day's limit behind.
        await using var db = await shell.Database.OpenAsync(default);
        Assert.Equal(10_000_000, await db.ScalarAsync<long>("select sent from credit_transfer_days"));
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_days_unknown_recipients_are_as_few_when_many_are_tried_at_once(DatabaseKind kind)
    {
        await using var shell = await CreateAsync(kind);
        await shell.PostedAsync(TopUp(100));

        var results = await Race.RunAsync(Enumerable.Range(0, 60).Select(i => (Func<Task<TransferRefusal>>)(() =>
            shell.RefusedAsync(Send(1, to: $"nobody{i}@example.com")))));

        Assert.Equal(FindRecipient.UnknownPerDay, results.Count(x => x is TransferRefusal.UnknownRecipient));
        Assert.Equal(60 - FindRecipient.UnknownPerDay, results.Count(x => x is TransferRefusal.TooManyUnknown));
        Assert.Equal(new TransferRefusal.TooManyUnknown(), await shell.RefusedAsync(Send(1)));
    }

    /// <summary>Whoever is found uses up none of them, also while it is being found.</summary>
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Many_known_recipients_at_once_are_no_unknown_ones(DatabaseKind kind)
    {
        await using var shell = await CreateAsync(kind);
        await shell.PostedAsync(TopUp(100));
        for (var i = 1; i < FindRecipient.UnknownPerDay; i++)
            await shell.RefusedAsync(Send(1, to: $"nobody{i}@example.com"));

        await Race.RunAsync(Enumerable.Range(0, 30).Select(_ => (Func<Task<SendResult.Sent>>)(() => shell.SentAsync(Send(1)))));

        await shell.AssertBalanceAsync(70);
        Assert.Equal(new TransferRefusal.UnknownRecipient(), await shell.RefusedAsync(Send(1, to: "nobody@example.com")));
        Assert.Equal(new TransferRefusal.TooManyUnknown(), await shell.RefusedAsync(Send(1)));
    }
}

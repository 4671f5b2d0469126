using Marketplace.Credits.Ledger.Entries;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.Tests.Support;
using Marketplace.Payments.TopUps;
using Marketplace.Testing;

namespace Marketplace.Payments.Tests.TopUps;

public sealed class ChargeSavedMethodTests
{
    private const string Key = "atu_1:0";

    [Theory, Trait("Acceptance", "S0-60"), Trait("Acceptance", "S0-61")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_charge_credits_the_wallet_under_the_attempts_own_key(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var card = await desk.SaveCardAsync();
        var request = Automatic(card) with
        { Facts = new Dictionary<string, string> { ["triggered_by_purchase"] = "vm-instance", ["threshold_amount"] = "10.00" } };
        var topUp = Assert.IsType<ChargeResult.Credited>(await desk.ChargeAsync(request)).TopUp;

        var charge = Assert.Single(desk.Gateway.ChargeRequests);
        Assert.Equal((topUp.Id, 2500L, card), (charge.IdempotencyKey, charge.AmountCents, charge.PaymentMethodId));
        Assert.Equal("atu_1", topUp.Reference);
        var (type, metadata) = Assert.Single(await desk.QueryAsync<(string, string)>("select type, metadata from ledger_transactions"));
        Assert.Equal("AutoTopUp", type);
        Assert.Contains("vm-instance", metadata, StringComparison.Ordinal);
        Assert.Contains("threshold_amount", metadata, StringComparison.Ordinal);
        Assert.Contains(
            "\"reference\":\"atu_1\"",
            Assert.Single(await desk.QueryAsync<string>("select payload from outbox where event = 'payments.top-up-succeeded'")),
            StringComparison.Ordinal);
        await desk.AssertBalanceAsync(25m);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task The_same_key_charges_once_also_after_the_answer_was_lost(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var card = await desk.SaveCardAsync();
        desk.Gateway.AnswersToLose = 2;
        Assert.IsType<ChargeResult.Unknown>(await desk.ChargeAsync(Automatic(card)));
        Assert.IsType<ChargeResult.Unknown>(await desk.ChargeAsync(Automatic(card)));
        await desk.AssertBalanceAsync(0m);

        Assert.IsType<ChargeResult.Credited>(await desk.ChargeAsync(Automatic(card)));
        Assert.IsType<ChargeResult.Credited>(await desk.ChargeAsync(Automatic(card)));
        Assert.Single(desk.Gateway.ChargeRequests.Select(x => x.IdempotencyKey).Distinct());
        Assert.Single(desk.Gateway.Intents);
        await desk.AssertBalanceAsync(25m);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, GatewayError.NotAnswering)]
    [InlineData(DatabaseKind.Postgres, GatewayError.NotAnswering)]
    [InlineData(DatabaseKind.Sqlite, "rate_limit")]
    [InlineData(DatabaseKind.Postgres, "rate_limit")]
    public async Task A_gateway_that_is_not_asked_says_nothing_of_an_earlier_charge(DatabaseKind kind, string code)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var card = await desk.SaveCardAsync();
        desk.Gateway.AnswersToLose = 1;
        Assert.IsType<ChargeResult.Unknown>(await desk.ChargeAsync(Automatic(card)));
        desk.Gateway.Failures.Enqueue(new GatewayError(code, "Try later.", OutcomeUnknown: false) { SaysNothing = true });
        Assert.IsType<ChargeResult.Unknown>(await desk.ChargeAsync(Automatic(card)));
        Assert.IsType<ChargeResult.Credited>(await desk.ChargeAsync(Automatic(card)));
        await desk.AssertBalanceAsync(25m);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task What_a_bank_refuses_after_a_while_is_declined_and_not_left_to_the_customer(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var card = await desk.SaveCardAsync(bank: BankAnswer.TakesItsTime);
        var processing = Assert.IsType<ChargeResult.Processing>(await desk.ChargeAsync(Automatic(card)));
        desk.Gateway.Decline(processing.TopUp.PaymentIntentId!, decline: DeclineKind.ReplaceMethod);

        Assert.Equal(DeclineKind.ReplaceMethod, Assert.IsType<ChargeResult.Declined>(await desk.ChargeAsync(Automatic(card))).Decline);
        Assert.Equal(PaymentIntentStatus.Canceled, Assert.Single(desk.Gateway.Intents).Status);
        Assert.Equal(["payments.top-up-failed"], await desk.EventsAsync());
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_card_that_is_gone_stays_gone_when_the_message_of_the_cancellation_comes_first(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var card = await desk.SaveCardAsync(bank: BankAnswer.DeclinesForGood);
        desk.Gateway.Meanwhile = canceled => desk.ApplyAsync(canceled);

        Assert.Equal(DeclineKind.ReplaceMethod, Assert.IsType<ChargeResult.Declined>(await desk.ChargeAsync(Automatic(card))).Decline);
        Assert.Equal(["payments.top-up-failed"], await desk.EventsAsync());
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, BankAnswer.DeclinesForNow, DeclineKind.TryLater)]
    [InlineData(DatabaseKind.Postgres, BankAnswer.DeclinesForNow, DeclineKind.TryLater)]
    [InlineData(DatabaseKind.Sqlite, BankAnswer.DeclinesForGood, DeclineKind.ReplaceMethod)]
    [InlineData(DatabaseKind.Postgres, BankAnswer.DeclinesForGood, DeclineKind.ReplaceMethod)]
    public async Task A_declined_charge_is_closed_for_good(DatabaseKind kind, BankAnswer bank, DeclineKind decline)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var card = await desk.SaveCardAsync(bank: bank);
        Assert.Equal(decline, Assert.IsType<ChargeResult.Declined>(await desk.ChargeAsync(Automatic(card))).Decline);
        Assert.Equal(PaymentIntentStatus.Canceled, Assert.Single(desk.Gateway.Intents).Status);
        Assert.Equal(["payments.top-up-failed"], await desk.EventsAsync());

        desk.Gateway.Banks[card] = BankAnswer.Pays;
        Assert.Equal(decline, Assert.IsType<ChargeResult.Declined>(await desk.ChargeAsync(Automatic(card))).Decline);
        Assert.Single(desk.Gateway.ChargeRequests);
        await desk.AssertBalanceAsync(0m);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_bank_that_wants_its_customer_leaves_the_payment_open_for_them(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var card = await desk.SaveCardAsync(bank: BankAnswer.AsksForCustomer);
        var topUp = Assert.IsType<ChargeResult.AuthenticationRequired>(await desk.ChargeAsync(Automatic(card))).TopUp;
        Assert.NotNull(topUp.ClientSecret);
        Assert.Equal(topUp.Id, Assert.IsType<ChargeResult.AuthenticationRequired>(await desk.ChargeAsync(Automatic(card))).TopUp.Id);
        await desk.AssertBalanceAsync(0m);

        Assert.Equal(ApplyIntentResult.Credited, await desk.ApplyAsync(desk.Gateway.Pay(topUp.PaymentIntentId!)));
        Assert.IsType<ChargeResult.Credited>(await desk.ChargeAsync(Automatic(card)));
        Assert.Single(desk.Gateway.ChargeRequests);
        await desk.AssertBalanceAsync(25m);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_bank_that_takes_its_time_is_waited_for(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var card = await desk.SaveCardAsync(bank: BankAnswer.TakesItsTime);
        var topUp = Assert.IsType<ChargeResult.Processing>(await desk.ChargeAsync(Automatic(card))).TopUp;
        Assert.IsType<ChargeResult.Processing>(await desk.ChargeAsync(Automatic(card)));
        desk.Gateway.Settle(topUp.PaymentIntentId!);
        Assert.IsType<ChargeResult.Credited>(await desk.ChargeAsync(Automatic(card)));
        await desk.AssertBalanceAsync(25m);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Only_ones_own_saved_method_is_charged(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var bobs = await desk.SaveCardAsync(Desk.Bob);
        var declined = Assert.IsType<ChargeResult.Declined>(await desk.ChargeAsync(Automatic(bobs)));
        Assert.Equal(DeclineKind.ReplaceMethod, declined.Decline);
        Assert.Empty(desk.Gateway.ChargeRequests);
        await desk.AssertBalanceAsync(0m);
        await desk.AssertBalanceAsync(0m, Desk.Bob);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_key_is_good_for_one_request_and_amounts_must_be_chargeable(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var card = await desk.SaveCardAsync();
        Assert.IsType<ChargeResult.Credited>(await desk.ChargeAsync(Automatic(card)));
        Assert.IsType<ChargeResult.KeyReused>(await desk.ChargeAsync(Automatic(card, 26m)));
        Assert.IsType<ChargeResult.InvalidAmount>(await desk.ChargeAsync(Automatic(card, 0.001m) with { IdempotencyKey = "other" }));
        Assert.Single(desk.Gateway.ChargeRequests);
        await desk.AssertBalanceAsync(25m);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Asked_by_many_at_once_it_charges_and_credits_once(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var card = await desk.SaveCardAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => desk.ChargeAsync(Automatic(card)))));
        Assert.All(results, x => Assert.IsType<ChargeResult.Credited>(x));
        Assert.Single(desk.Gateway.Intents);
        await desk.AssertBalanceAsync(25m);
    }

    private static ChargeSavedMethod Automatic(string card, decimal amount = 25m) =>
        new(Key, Desk.Ada, Desk.Amount(amount), card) { Type = TransactionType.AutoTopUp, Reference = "atu_1" };
}

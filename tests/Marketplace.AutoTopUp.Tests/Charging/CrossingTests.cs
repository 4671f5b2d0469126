using Marketplace.AutoTopUp.Attempts;
using Marketplace.AutoTopUp.Charging;
using Marketplace.AutoTopUp.Tests.Support;
using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Holds;
using Marketplace.Data;
using Marketplace.Testing;

namespace Marketplace.AutoTopUp.Tests.Charging;

public sealed class CrossingTests
{
    [Theory, Trait("Acceptance", "S0-24"), Trait("Acceptance", "S0-25"), Trait("Acceptance", "S0-60"), Trait("Acceptance", "S0-61")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_debit_below_the_threshold_buys_the_configured_amount_once(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        await house.SwitchOnAsync();
        await house.GiveAsync(20);
        await house.SpendAsync(10);
        Assert.Empty(house.Gateway.ChargeRequests);
        await house.SpendAsync(0.01m);
        await house.AssertBalanceAsync(34.99m);
        var attempt = Assert.Single(await house.AttemptsAsync());
        Assert.Equal((AttemptStatus.Succeeded, 2500L, AttemptCause.Debit), (attempt.Status, attempt.Cents, attempt.Cause));
        Assert.Equal(2500, await house.SpentAsync());
        Assert.Contains(AutoTopUpNotifications.Charged, house.Told());
        var metadata = Assert.Single(await house.QueryAsync<string>("select metadata from ledger_transactions where type = 'AutoTopUp'"));
        Assert.Contains("\"threshold_amount\":\"10.00\"", metadata, StringComparison.Ordinal);
        Assert.Contains("Visa ****4242", metadata, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task What_gives_or_releases_credits_buys_nothing(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        await house.SwitchOnAsync();
        await house.GiveAsync(1);
        await house.Shell.SettleAsync();
        await house.GiveAsync(1);
        await house.Shell.SettleAsync();
        Assert.Empty(house.Gateway.ChargeRequests);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_hold_is_a_debit_and_its_release_is_none(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        await house.SwitchOnAsync(bank: BankAnswer.TakesItsTime);
        await house.GiveAsync(20);
        var held = await house.Shell.Database.InTransactionAsync(db => house.Shell.Get<ILedger>().PlaceHoldAsync(
            db, new HoldRequest("h1", Household.Ada, Household.Amount(15), null, "Reserved", "dep_1"), default), default);
        await house.Shell.SettleAsync();
        Assert.Equal(AttemptStatus.Processing, Assert.Single(await house.AttemptsAsync()).Status);
        await house.Shell.Database.InTransactionAsync(
            db => house.Shell.Get<ILedger>().VoidHoldAsync(db, Assert.IsType<PlaceHoldResult.Placed>(held).HoldId, default), default);
        await house.Shell.SettleAsync();
        Assert.Single(house.Gateway.ChargeRequests);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_crossing_is_not_lost_when_the_process_dies_before_the_job_runs(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        await house.SwitchOnAsync();
        await house.GiveAsync(20);
        await house.DebitAsync(15);
        await house.Shell.DrainOutboxAsync();
        house.Shell.Jobs.Clear();
        await house.CarryOnAsync();
        Assert.Empty(house.Gateway.ChargeRequests);
        await house.CarryOnAsync(TimeSpan.FromMinutes(1));
        await house.AssertBalanceAsync(30);
        await house.CarryOnAsync(TimeSpan.FromMinutes(1));
        Assert.Single(house.Gateway.ChargeRequests);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Many_debits_over_one_crossing_from_two_processes_make_one_charge(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind, processes: 2);
        await house.SwitchOnAsync(daily: 100);
        await house.GiveAsync(20);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => house.DebitAsync(0.50m, process: i % 2)));
        await Task.WhenAll(house.Processes.SelectMany(x => new[] { Task.Run(x.DrainOutboxAsync), Task.Run(x.DrainOutboxAsync) }));
        await Task.WhenAll(house.Processes.Select(x => Task.Run(x.SettleAsync)));
        await Task.WhenAll(house.Processes.Select(x => Task.Run(x.SettleAsync)));
        Assert.Single(house.Gateway.ChargeRequests.Select(x => x.IdempotencyKey).Distinct());
        Assert.Single(house.Gateway.Intents);
        Assert.Single(await house.AttemptsAsync());
        Assert.Equal(2500, await house.SpentAsync());
        await house.AssertBalanceAsync(25);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_debit_while_a_charge_is_open_is_seen_when_it_ends(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        await house.SwitchOnAsync(bank: BankAnswer.TakesItsTime);
        await house.GiveAsync(60);
        await house.SpendAsync(51);
        var first = Assert.Single(await house.AttemptsAsync());
        Assert.Equal(AttemptStatus.Processing, first.Status);
        // 9 and 25 on the way: 8 less is no reason for more, 25 less would be.
        await house.SpendAsync(8);
        await house.SpendAsync(1);
        Assert.Single(house.Gateway.ChargeRequests);

        await house.Shell.InScopeAsync<Marketplace.Payments.TopUps.ITopUps,
            Marketplace.Payments.TopUps.ApplyIntentResult>(x => x.ApplyAsync(house.Gateway.Settle(first.PaymentIntentId!), default));
        await house.Shell.SettleAsync();
        Assert.Single(await house.AttemptsAsync());
        await house.AssertBalanceAsync(25);

        await house.SpendAsync(16);
        var second = (await house.AttemptsAsync())[1];
        await house.SpendAsync(9);
        await house.GiveAsync(1);
        await house.SpendAsync(1);
        house.Gateway.Banks.Clear();
        await house.Shell.InScopeAsync<Marketplace.Payments.TopUps.ITopUps,
            Marketplace.Payments.TopUps.ApplyIntentResult>(x => x.ApplyAsync(house.Gateway.Settle(second.PaymentIntentId!), default));
        await house.Shell.SettleAsync();
        Assert.Equal(2, (await house.AttemptsAsync()).Count);
        await house.AssertBalanceAsync(25);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_debit_between_the_credits_and_the_end_of_their_attempt_is_not_lost(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        await house.SwitchOnAsync(bank: BankAnswer.TakesItsTime);
        await house.GiveAsync(20);
        await house.SpendAsync(15);
        var first = Assert.Single(await house.AttemptsAsync());
        await house.Shell.InScopeAsync<Marketplace.Payments.TopUps.ITopUps,
            Marketplace.Payments.TopUps.ApplyIntentResult>(x => x.ApplyAsync(house.Gateway.Settle(first.PaymentIntentId!), default));
        house.Gateway.Banks.Clear();

        // The credits are there and the attempt does not know it yet; another process handles the debit before the news of them.
        await house.DebitAsync(25);
        await house.Shell.Database.InTransactionAsync(
            db => db.ExecuteAsync("delete from outbox where event = 'credits.wallet-changed'"), default);
        await house.Shell.InScopeAsync<TriggerOnDebit, bool>(async x =>
        {
            await x.ExecuteAsync(Household.Ada, "debit:elsewhere", purchase: null, default);
            return true;
        });
        await house.Shell.SettleAsync();
        Assert.Equal(2, (await house.AttemptsAsync()).Count);
        await house.AssertBalanceAsync(30);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task What_an_open_charge_will_not_cover_is_bought_after_it(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        await house.SwitchOnAsync(threshold: 30, amount: 25, bank: BankAnswer.TakesItsTime);
        await house.GiveAsync(50);
        await house.SpendAsync(21);
        var first = Assert.Single(await house.AttemptsAsync());
        await house.SpendAsync(25);
        Assert.True(Assert.Single(await house.AttemptsAsync()).DebitDuring);
        house.Gateway.Banks.Clear();
        await house.Shell.InScopeAsync<Marketplace.Payments.TopUps.ITopUps,
            Marketplace.Payments.TopUps.ApplyIntentResult>(x => x.ApplyAsync(house.Gateway.Settle(first.PaymentIntentId!), default));
        await house.Shell.SettleAsync();
        Assert.Equal(2, (await house.AttemptsAsync()).Count);
        await house.AssertBalanceAsync(54);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task What_an_open_charge_will_not_cover_is_bought_even_where_the_process_dies_as_it_ends(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        await house.SwitchOnAsync(threshold: 30, amount: 25, bank: BankAnswer.TakesItsTime);
        await house.GiveAsync(50);
        await house.SpendAsync(21);
        var first = Assert.Single(await house.AttemptsAsync());
        await house.SpendAsync(25);
        house.Gateway.Banks.Clear();
        await house.Shell.InScopeAsync<Marketplace.Payments.TopUps.ITopUps,
            Marketplace.Payments.TopUps.ApplyIntentResult>(x => x.ApplyAsync(house.Gateway.Settle(first.PaymentIntentId!), default));
        await house.Shell.DrainOutboxAsync();
        house.Shell.Jobs.Clear();
        await house.CarryOnAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(2, (await house.AttemptsAsync()).Count);
        await house.AssertBalanceAsync(54);
    }
}

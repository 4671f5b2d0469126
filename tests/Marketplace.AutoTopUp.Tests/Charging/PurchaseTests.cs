using Marketplace.AutoTopUp.Attempts;
using Marketplace.AutoTopUp.Consent;
using Marketplace.AutoTopUp.Settings;
using Marketplace.AutoTopUp.Tests.Support;
using Marketplace.Credits.Wallet;
using Marketplace.Data;
using Marketplace.Testing;

namespace Marketplace.AutoTopUp.Tests.Charging;

public sealed class PurchaseTests
{
    [Theory, Trait("Acceptance", "S0-24"), Trait("Acceptance", "S0-25"), Trait("Acceptance", "S0-61")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_purchase_that_is_not_affordable_buys_as_often_the_amount_as_needed_in_one_charge(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        await house.SwitchOnAsync();
        Assert.Equal(Household.Amount(75), Assert.IsType<AutoTopUpResult.ToppedUp>(await house.BuyFirstAsync(60)).Amount);
        Assert.Equal(7500, Assert.Single(house.Gateway.ChargeRequests).AmountCents);
        Assert.Contains(
            "\"triggered_by_purchase\":\"vm-instance\"",
            Assert.Single(await house.QueryAsync<string>("select metadata from ledger_transactions where type = 'AutoTopUp'")),
            StringComparison.Ordinal);
        await house.AssertBalanceAsync(75);
        Assert.IsType<AutoTopUpResult.NotNeeded>(await house.BuyFirstAsync(60));
    }

    [Theory, Trait("Acceptance", "S0-24")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_balance_below_the_threshold_is_topped_up_before_a_purchase_it_could_pay(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        await house.GiveAsync(8);
        Assert.IsType<AutoTopUpResult.Off>(await house.BuyFirstAsync(5));
        await house.SwitchOnAsync();
        Assert.IsType<AutoTopUpResult.ToppedUp>(await house.BuyFirstAsync(5));
        await house.AssertBalanceAsync(33);
    }

    [Theory, Trait("Acceptance", "S0-26"), Trait("Acceptance", "S0-27")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task What_a_limit_leaves_no_room_for_is_not_bought_and_not_bought_in_part(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        await house.SwitchOnAsync(daily: 74.99m);
        Assert.Contains("by hand", Assert.IsType<AutoTopUpResult.Refused>(await house.BuyFirstAsync(60)).Message, StringComparison.Ordinal);
        Assert.Empty(house.Gateway.ChargeRequests);
        Assert.Equal(0, await house.SpentAsync());
        Assert.IsType<AutoTopUpResult.ToppedUp>(await house.BuyFirstAsync(50));

        // Below the threshold again, and 24.99 left: customers are told once in the day.
        await house.SpendAsync(45);
        await house.SpendAsync(1);
        Assert.Single(house.Told(), AutoTopUpNotifications.NotBought);
        house.Shell.Time.Advance(TimeSpan.FromDays(1));
        await house.SpendAsync(1);
        await house.AssertBalanceAsync(28);
    }

    [Theory, Trait("Acceptance", "S0-25")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task What_the_threshold_needs_after_a_purchase_belongs_to_its_charge(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        await house.SwitchOnAsync();
        await house.GiveAsync(34.80m);
        Assert.Equal(Household.Amount(100), Assert.IsType<AutoTopUpResult.ToppedUp>(await house.BuyFirstAsync(105.51m)).Amount);
        await house.SpendAsync(105.51m);
        Assert.Single(house.Gateway.ChargeRequests);
        await house.AssertBalanceAsync(29.29m);
    }

    [Theory, Trait("Acceptance", "S0-27")]
    [InlineData(DatabaseKind.Sqlite, 99.99, null)]
    [InlineData(DatabaseKind.Postgres, 99.99, null)]
    [InlineData(DatabaseKind.Sqlite, null, 99.99)]
    [InlineData(DatabaseKind.Postgres, null, 99.99)]
    public async Task Where_a_limit_forbids_that_the_least_that_covers_the_purchase_is_bought_and_no_more(
        DatabaseKind kind, double? daily, double? monthly)
    {
        await using var house = await Household.OpenAsync(kind);
        await house.SwitchOnAsync(daily: (decimal?)daily, monthly: (decimal?)monthly);
        await house.GiveAsync(34.80m);
        Assert.Equal(Household.Amount(75), Assert.IsType<AutoTopUpResult.ToppedUp>(await house.BuyFirstAsync(105.51m)).Amount);
        await house.SpendAsync(105.51m);
        Assert.Single(house.Gateway.ChargeRequests);
        Assert.Equal((7500, 7500), (await house.SpentAsync(), await house.SpentAsync(Spending.MonthOf(house.Shell.Time.GetUtcNow()))));
        await house.AssertBalanceAsync(4.29m);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, 34.80, 105.51, null, 100)]
    [InlineData(DatabaseKind.Postgres, 34.80, 105.51, 99, 75)]
    [InlineData(DatabaseKind.Sqlite, 34.80, 105.51, 74, null)]
    [InlineData(DatabaseKind.Sqlite, 30, 25, null, null)]
    [InlineData(DatabaseKind.Sqlite, 8, 5, null, 25)]
    public async Task What_a_screen_names_before_a_purchase_is_what_is_charged(
        DatabaseKind kind, double balance, double price, int? daily, int? charged)
    {
        await using var house = await Household.OpenAsync(kind);
        await house.SwitchOnAsync(daily: daily);
        await house.GiveAsync((decimal)balance);

        var plan = await house.Shell.InScopeAsync<IAutoTopUp,
            AutoTopUpPlan?>(x => x.PlanAsync(Household.Ada, Household.Amount((decimal)price), default));
        Assert.Empty(house.Gateway.ChargeRequests);
        await house.BuyFirstAsync((decimal)price);

        Assert.Equal(charged is null ? null : Household.Amount(charged.Value), plan?.Amount);
        Assert.Equal(charged is null ? null : new AutoTopUpPlan(Household.Amount(charged.Value), $"${charged}.00", "Visa ****4242"), plan);
        Assert.Equal(charged is null ? [] : [charged.Value * 100L], house.Gateway.ChargeRequests.Select(x => x.AmountCents));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_target_is_what_is_left_after_the_purchase(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        var card = await house.SaveCardAsync();
        Assert.IsType<SaveSettingsResult.Saved>(await house.SaveAsync(Household.Draft(card) with { Mode = TopUpMode.Target }));
        await house.GiveAsync(9);
        Assert.Equal(Household.Amount(101), Assert.IsType<AutoTopUpResult.ToppedUp>(await house.BuyFirstAsync(60)).Amount);
        await house.SpendAsync(60);
        Assert.Single(house.Gateway.ChargeRequests);
        await house.AssertBalanceAsync(50);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_decline_is_no_reason_against_a_purchase_that_is_affordable(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        await house.SwitchOnAsync(bank: BankAnswer.DeclinesForNow);
        await house.GiveAsync(8);
        Assert.IsType<AutoTopUpResult.Refused>(await house.BuyFirstAsync(50));
        Assert.IsType<AutoTopUpResult.NotNeeded>(await house.BuyFirstAsync(5));
        Assert.Contains(
            "short while ago", Assert.IsType<AutoTopUpResult.Refused>(await house.BuyFirstAsync(50)).Message, StringComparison.Ordinal);
        Assert.Single(house.Gateway.ChargeRequests);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Two_purchases_at_once_from_two_processes_make_one_charge(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind, processes: 2);
        await house.SwitchOnAsync(daily: 25);
        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => house.BuyFirstAsync(5, process: i % 2))));
        Assert.Single(results, x => x is AutoTopUpResult.ToppedUp);
        Assert.All(results, x => Assert.IsNotType<AutoTopUpResult.Refused>(x));
        Assert.Single(house.Gateway.Intents);
        await house.AssertBalanceAsync(25);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task The_same_purchase_sent_again_after_it_was_made_buys_nothing_more(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        await house.SwitchOnAsync();
        Assert.IsType<AutoTopUpResult.ToppedUp>(await house.BuyFirstAsync(60, key: "k1"));
        await house.DebitAsync(70);
        Assert.Equal(Household.Amount(75), Assert.IsType<AutoTopUpResult.ToppedUp>(await house.BuyFirstAsync(60, key: "k1")).Amount);
        Assert.Single(house.Gateway.ChargeRequests);
        Assert.Single(await house.AttemptsAsync());

        // Somebody else's key is another one.
        await house.SwitchOnAsync(Household.Bob);
        Assert.IsType<AutoTopUpResult.ToppedUp>(await house.BuyFirstAsync(60, Household.Bob, key: "k1"));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task The_same_purchase_sent_twice_at_once_charges_once_and_both_wait_for_it(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind, processes: 2);
        await house.SwitchOnAsync();
        for (var round = 0; round < 3; round++)
        {
            var key = $"k{round}";
            var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(async () =>
            {
                var result = await house.BuyFirstAsync(60, process: i % 2, key: key);
                await house.OrderAsync(60, key, process: i % 2);
                return result;
            })));
            Assert.All(results, x => Assert.IsNotType<AutoTopUpResult.Refused>(x));
            Assert.Equal(round + 1, house.Gateway.ChargeRequests.Select(x => x.IdempotencyKey).Distinct().Count());
        }

        // 75, 50 and 75: each purchase found what the one before left.
        await house.AssertBalanceAsync(20);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_purchase_whose_charge_failed_is_told_so_again_and_charges_nothing_by_the_same_key(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind, settings: new AutoTopUpSettings { CooldownMinutes = 0 });
        await house.SwitchOnAsync(bank: BankAnswer.DeclinesForNow);
        var first = Assert.IsType<AutoTopUpResult.Refused>(await house.BuyFirstAsync(60, key: "k1"));
        Assert.Equal(first, await house.BuyFirstAsync(60, key: "k1"));
        Assert.Single(house.Gateway.ChargeRequests);
        await house.GiveAsync(60);
        Assert.IsType<AutoTopUpResult.NotNeeded>(await house.BuyFirstAsync(60, key: "k1"));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_purchase_that_was_cut_off_before_its_charge_carries_on_by_the_same_key(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        await house.SwitchOnAsync();
        Assert.IsType<StartResult.Started>(
            await house.StartAsync(new StartAttempt(Household.Ada, AttemptCause.Purchase, "buy:k1", Household.Amount(60), "vm-instance")));
        Assert.IsType<AutoTopUpResult.ToppedUp>(await house.BuyFirstAsync(60, key: "k1"));
        Assert.Single(house.Gateway.ChargeRequests);
        await house.AssertBalanceAsync(75);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_plan_beyond_what_one_charge_may_be_buys_what_it_may(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind, settings: new AutoTopUpSettings { MaximumAmount = new Usd(3_000) });
        var card = await house.SaveCardAsync();
        Assert.IsType<SaveSettingsResult.Saved>(
            await house.SaveAsync(Household.Draft(card) with { Mode = TopUpMode.Target, Target = new Usd(3_000) }));
        await house.GiveAsync(20);
        await house.SpendAsync(15);
        await house.AssertBalanceAsync(30);
        // Bounds that were lowered since the customer chose them.
        await house.Shell.Database.InTransactionAsync(
            db => db.ExecuteAsync("update auto_topup_settings set target_cents = 9000 where user_id = 'usr_ada'", null, default), default);
        await house.SpendAsync(25);
        await house.AssertBalanceAsync(35);
        Assert.Equal([2500L, 3000L], (await house.AttemptsAsync()).Select(x => x.Cents));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_purchase_beyond_what_one_charge_may_be_asks_for_a_manual_topup(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        await house.SwitchOnAsync();
        Assert.IsType<AutoTopUpResult.Refused>(await house.BuyFirstAsync(1001));
        Assert.IsType<AutoTopUpResult.Refused>(await house.BuyFirstAsync(9_000_000_000m));
        Assert.Empty(house.Gateway.ChargeRequests);
    }
}

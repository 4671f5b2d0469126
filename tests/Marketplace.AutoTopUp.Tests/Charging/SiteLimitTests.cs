using Marketplace.AutoTopUp.Attempts;
using Marketplace.AutoTopUp.Charging;
using Marketplace.AutoTopUp.Consent;
using Marketplace.AutoTopUp.Settings;
using Marketplace.AutoTopUp.Tests.Support;
using Marketplace.Credits.Wallet;
using Marketplace.Data;
using Marketplace.Payments;
using Marketplace.Payments.TopUps;
using Marketplace.Testing;

namespace Marketplace.AutoTopUp.Tests.Charging;

/// <summary>What the site sells to one customer in a day bounds what auto top-up plans, and what a screen names before.</summary>
public sealed class SiteLimitTests
{
    [Theory, Trait("Acceptance", "S0-25")]
    [InlineData(DatabaseKind.Sqlite, 450, 40.51, 50)] // $75 is wanted, and $50 covers it
    [InlineData(DatabaseKind.Postgres, 450, 40.51, 50)]
    [InlineData(DatabaseKind.Sqlite, 425, 40.51, 75)]
    [InlineData(DatabaseKind.Postgres, 451, 40.51, null)]
    [InlineData(DatabaseKind.Sqlite, 500, 5, null)]
    public async Task A_purchase_is_covered_by_what_the_day_leaves_and_a_screen_says_so(
        DatabaseKind kind, double bought, double price, int? charged)
    {
        await using var house = await OpenAsync(kind);
        await house.SwitchOnAsync();
        await BuyByHandAsync(house, (decimal)bought);

        var plan = await house.Shell.InScopeAsync<IAutoTopUp,
            AutoTopUpPlan?>(x => x.PlanAsync(Household.Ada, Household.Amount((decimal)price), default));
        var result = await house.BuyFirstAsync((decimal)price);

        Assert.Equal(charged is { } some ? Household.Amount(some) : null, plan?.Amount);
        if (charged is { } amount)
            Assert.Equal(Household.Amount(amount), Assert.IsType<AutoTopUpResult.ToppedUp>(result).Amount);
        else
            Assert.Contains("in one day", Assert.IsType<AutoTopUpResult.Refused>(result).Message, StringComparison.Ordinal);
        Assert.Equal(charged is null ? [] : [charged.Value * 100L], house.Gateway.ChargeRequests.Select(x => x.AmountCents));
        Assert.Null((await house.SettingsAsync()).CooldownUntil);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Amounts_are_bought_whole_as_often_as_fit_and_a_refusal_is_told_once_a_day(DatabaseKind kind)
    {
        await using var house = await OpenAsync(kind);
        await house.SwitchOnAsync(threshold: 60);
        await BuyByHandAsync(house, 440);
        await house.GiveAsync(60);
        // $75 would be needed, and $60 are left.
        await house.SpendAsync(60);
        await house.AssertBalanceAsync(50);
        await house.SpendAsync(1);
        await house.SpendAsync(1);
        Assert.Single(house.Told(), AutoTopUpNotifications.NotBought);
        Assert.DoesNotContain(AutoTopUpNotifications.Failed, house.Told());
        house.Shell.Time.Advance(TimeSpan.FromDays(1));
        await house.SpendAsync(1);
        await house.AssertBalanceAsync(72);
        Assert.Equal([5000L, 2500L], house.Gateway.ChargeRequests.Select(x => x.AmountCents));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, 497, null)] // no charge is less than $5
    [InlineData(DatabaseKind.Postgres, 480, 2000L)]
    public async Task A_target_is_filled_as_far_as_the_day_leaves_room(DatabaseKind kind, int bought, long? charged)
    {
        await using var house = await OpenAsync(kind);
        var card = await house.SaveCardAsync();
        Assert.IsType<SaveSettingsResult.Saved>(await house.SaveAsync(Household.Draft(card) with { Mode = TopUpMode.Target }));
        await BuyByHandAsync(house, bought);
        await house.GiveAsync(10);
        await house.SpendAsync(5);
        Assert.Equal(charged is { } cents ? [cents] : [], house.Gateway.ChargeRequests.Select(x => x.AmountCents));
    }

    /// <summary>A purchase by hand between the plan and the charge.</summary>
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Who_was_overtaken_waits_for_nothing(DatabaseKind kind)
    {
        await using var house = await OpenAsync(kind);
        await house.SwitchOnAsync();
        var started = Assert.IsType<StartResult.Started>(
            await house.StartAsync(new StartAttempt(Household.Ada, AttemptCause.Purchase, "buy:k1", Household.Amount(60), "vm-instance")));
        Assert.Equal(7500, started.Attempt.Cents);
        await BuyByHandAsync(house, 450);
        var ended = await house.Shell.InScopeAsync<ChargeAttempt, Attempt>(x => x.ExecuteAsync(started.Attempt.Id, default));

        Assert.Equal((AttemptStatus.Cancelled, 0L), (ended.Status, await house.SpentAsync()));
        Assert.Empty(house.Gateway.ChargeRequests);
        Assert.Null((await house.SettingsAsync()).CooldownUntil);
        Assert.Single(house.Told(), AutoTopUpNotifications.Failed);
        Assert.Equal(Household.Amount(50), Assert.IsType<AutoTopUpResult.ToppedUp>(await house.BuyFirstAsync(40.51m)).Amount);
    }

    private static Task<Household> OpenAsync(DatabaseKind kind) => Household.OpenAsync(
        kind,
        setUp: x => x.Tenant.Settings = x.Tenant.Settings.With(
            PaymentsSettings.Section, new PaymentsSettings { DailyLimitUsd = new Usd(50_000) }));

    /// <summary>Open payments count as if they were paid.</summary>
    private static async Task BuyByHandAsync(Household house, decimal amount) => Assert.IsType<StartTopUpResult.Started>(
        await house.Shell.InScopeAsync<ITopUps, StartTopUpResult>(
            x => x.StartAsync(
                new StartTopUp("by-hand", Household.Ada, Household.Amount(amount), "https://example.com/"), alongside: null, default)));
}

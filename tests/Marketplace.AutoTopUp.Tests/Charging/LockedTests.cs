using Marketplace.AutoTopUp.Attempts;
using Marketplace.AutoTopUp.Charging;
using Marketplace.AutoTopUp.Tests.Support;
using Marketplace.Credits.Wallet;
using Marketplace.Data;
using Marketplace.Payments.Gateways;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.AutoTopUp.Tests.Charging;

/// <summary>Nothing is charged by itself for a customer whom an administrator locked; unlocked, all is as it was.</summary>
public sealed class LockedTests
{
    private readonly Neighbours _neighbours = new();

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_debit_of_a_locked_customer_charges_nothing(DatabaseKind kind)
    {
        await using var house = await OpenAsync(kind);
        await house.SwitchOnAsync();
        await house.GiveAsync(20);
        _neighbours.Lock(Household.Ada);
        await house.SpendAsync(15);
        await house.CarryOnAsync(TimeSpan.FromMinutes(2));

        Assert.Empty(house.Gateway.ChargeRequests);
        Assert.Empty(await house.AttemptsAsync());
        Assert.DoesNotContain(AutoTopUpNotifications.NotBought, house.Told());
        Assert.Contains("locked", Assert.IsType<AutoTopUpResult.Refused>(await house.BuyFirstAsync(60)).Message, StringComparison.Ordinal);
        Assert.Null(await house.Shell.InScopeAsync<IAutoTopUp, AutoTopUpPlan?>(
            x => x.PlanAsync(Household.Ada, Household.Amount(60), default)));
        Assert.Equal(
            Refusal.Locked,
            Assert.IsType<StartResult.Refused>(
                await house.StartAsync(new StartAttempt(Household.Ada, AttemptCause.Manual, "api:k1"))).Refusal);

        _neighbours.Unlock(Household.Ada);
        await house.SpendAsync(1);
        await house.AssertBalanceAsync(29);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task An_attempt_that_waits_to_be_sent_is_stopped(DatabaseKind kind)
    {
        await using var house = await OpenAsync(kind);
        await house.SwitchOnAsync(daily: 50);
        await house.GiveAsync(20);
        await house.DebitAsync(15);
        await house.Shell.DrainOutboxAsync();
        Assert.Equal(AttemptStatus.Reserved, Assert.Single(await house.AttemptsAsync()).Status);
        _neighbours.Lock(Household.Ada);
        await house.Shell.SettleAsync();

        await AssertStoppedAsync(house);
        Assert.Empty(house.Gateway.ChargeRequests);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_charge_that_never_got_to_the_gateway_is_not_sent_again(DatabaseKind kind)
    {
        await using var house = await OpenAsync(kind);
        await house.SwitchOnAsync(daily: 50);
        await house.GiveAsync(20);
        house.LoseRequests(1);
        await house.SpendAsync(15);
        _neighbours.Lock(Household.Ada);
        await house.CarryOnAsync(TimeSpan.FromMinutes(2));
        await house.CarryOnAsync(TimeSpan.FromMinutes(11));
        await house.CarryOnAsync(TimeSpan.FromHours(25));

        Assert.Single(house.Gateway.ChargeRequests);
        await AssertStoppedAsync(house);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_charge_that_waits_for_its_customer_is_released(DatabaseKind kind)
    {
        await using var house = await OpenAsync(kind);
        await house.SwitchOnAsync(daily: 50, bank: BankAnswer.AsksForCustomer);
        await house.SwitchOnAsync(Household.Bob, bank: BankAnswer.AsksForCustomer);
        await house.GiveAsync(20);
        await house.GiveAsync(20, Household.Bob);
        await house.SpendAsync(15);
        await house.SpendAsync(15, Household.Bob);
        _neighbours.Lock(Household.Ada);
        await house.CarryOnAsync(TimeSpan.FromMinutes(1));

        await AssertStoppedAsync(house);
        Assert.Equal(AttemptStatus.NeedsCustomer, Assert.Single(await house.AttemptsAsync(Household.Bob)).Status);
        Assert.Single(house.Gateway.Intents, x => x.Status is PaymentIntentStatus.Canceled);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task What_was_charged_before_the_lock_is_found_and_credited(DatabaseKind kind)
    {
        await using var house = await OpenAsync(kind);
        await house.SwitchOnAsync();
        await house.GiveAsync(20);
        house.Gateway.AnswersToLose = 1;
        await house.SpendAsync(15);
        _neighbours.Lock(Household.Ada);
        house.Happened();
        await house.CarryOnAsync(TimeSpan.FromMinutes(2));
        await house.CarryOnAsync(TimeSpan.FromMinutes(11));

        Assert.Single(house.Gateway.ChargeRequests);
        Assert.Equal(AttemptStatus.Succeeded, Assert.Single(await house.AttemptsAsync()).Status);
        await house.AssertBalanceAsync(30);
    }

    private Task<Household> OpenAsync(DatabaseKind kind) =>
        Household.OpenAsync(kind, setUp: x => x.Services.AddSingleton<IUserDirectory>(_neighbours));

    private static async Task AssertStoppedAsync(Household house)
    {
        Assert.Equal(AttemptStatus.Cancelled, Assert.Single(await house.AttemptsAsync()).Status);
        var settings = await house.SettingsAsync();
        Assert.Equal((true, 0, (DateTimeOffset?)null), (settings.Enabled, settings.FailuresInRow, settings.CooldownUntil));
        Assert.DoesNotContain(AutoTopUpNotifications.Failed, house.Told());
        Assert.Equal(0, await house.SpentAsync());
        await house.AssertBalanceAsync(5);
    }
}

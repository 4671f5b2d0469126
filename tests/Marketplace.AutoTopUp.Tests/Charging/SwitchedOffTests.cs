using Marketplace.AutoTopUp.Attempts;
using Marketplace.AutoTopUp.Settings;
using Marketplace.AutoTopUp.Tests.Support;
using Marketplace.Data;
using Marketplace.Payments.Gateways;
using Marketplace.Testing;

namespace Marketplace.AutoTopUp.Tests.Charging;

/// <summary>Switching off takes effect at once (S0-29): what never reached the gateway never does, and what did is found.</summary>
public sealed class SwitchedOffTests
{
    [Theory, Trait("Acceptance", "S0-29")]
    [InlineData(DatabaseKind.Sqlite, false)]
    [InlineData(DatabaseKind.Postgres, false)]
    [InlineData(DatabaseKind.Sqlite, true)]
    [InlineData(DatabaseKind.Postgres, true)]
    public async Task A_charge_that_never_got_to_the_gateway_is_not_sent_again(DatabaseKind kind, bool isOnAgain)
    {
        await using var house = await Household.OpenAsync(kind);
        var card = await house.SwitchOnAsync(daily: 50);
        await house.GiveAsync(20);
        house.LoseRequests(1);
        await house.SpendAsync(15);
        Assert.Equal(AttemptStatus.Unknown, Assert.Single(await house.AttemptsAsync()).Status);
        await house.SwitchOffAsync();
        if (isOnAgain)
            await house.SaveAsync(Household.Draft(card, daily: 50));
        await house.CarryOnAsync(TimeSpan.FromMinutes(9));
        Assert.True(Assert.Single(await house.AttemptsAsync()).IsOpen);
        await house.CarryOnAsync(TimeSpan.FromMinutes(2));
        await house.CarryOnAsync(TimeSpan.FromHours(25));

        Assert.Single(house.Gateway.ChargeRequests);
        Assert.Empty(house.Gateway.Intents);
        Assert.Equal(AttemptStatus.Cancelled, Assert.Single(await house.AttemptsAsync()).Status);
        await AssertNobodyFailedAsync(house);
        await house.AssertBalanceAsync(5);
    }

    [Theory, Trait("Acceptance", "S0-29")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_charge_whose_answer_was_lost_is_found_and_credited(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        await house.SwitchOnAsync(daily: 50);
        await house.GiveAsync(20);
        house.Gateway.AnswersToLose = 1;
        await house.SpendAsync(15);
        await house.SwitchOffAsync();
        await house.CarryOnAsync(TimeSpan.FromMinutes(5));
        house.Happened();
        await house.CarryOnAsync(TimeSpan.FromMinutes(5));
        Assert.Single(house.Gateway.ChargeRequests);
        Assert.Equal(AttemptStatus.Succeeded, Assert.Single(await house.AttemptsAsync()).Status);
        Assert.Equal(2500, await house.SpentAsync());
        await house.AssertBalanceAsync(30);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_process_that_died_before_it_sent_anything_leaves_nothing_open(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        await house.SwitchOnAsync(daily: 50);
        await house.GiveAsync(20);
        await house.DebitAsync(15);
        await house.Shell.DrainOutboxAsync();
        var now = house.Shell.Time.GetUtcNow();
        var attempt = Assert.Single(await house.AttemptsAsync());
        Assert.True(
            await house.Shell.Database.InTransactionAsync(
                db => AttemptRows.ClaimAsync(db, attempt.Id, now, now.AddMinutes(3), default), default));
        house.Shell.Jobs.Clear();
        await house.SwitchOffAsync();
        await house.CarryOnAsync(TimeSpan.FromMinutes(11));
        Assert.Empty(house.Gateway.ChargeRequests);
        Assert.Equal(AttemptStatus.Cancelled, Assert.Single(await house.AttemptsAsync()).Status);
        await AssertNobodyFailedAsync(house);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_bank_that_wants_a_customer_who_switched_off_is_answered_for_them(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        await house.SwitchOnAsync(daily: 50, bank: BankAnswer.AsksForCustomer);
        await house.GiveAsync(20);
        house.Gateway.AnswersToLose = 1;
        await house.SpendAsync(15);
        house.Happened();
        await house.SwitchOffAsync();
        await house.CarryOnAsync(TimeSpan.FromMinutes(11));
        await house.CarryOnAsync(TimeSpan.FromMinutes(1));
        Assert.DoesNotContain(AutoTopUpNotifications.NeedsYou, house.Told());
        Assert.Equal(PaymentIntentStatus.Canceled, Assert.Single(house.Gateway.Intents).Status);
        Assert.Equal(AttemptStatus.Cancelled, Assert.Single(await house.AttemptsAsync()).Status);
        await AssertNobodyFailedAsync(house);
    }

    private static async Task AssertNobodyFailedAsync(Household house)
    {
        var settings = await house.SettingsAsync();
        Assert.Equal((0, (DateTimeOffset?)null), (settings.FailuresInRow, settings.CooldownUntil));
        Assert.DoesNotContain(AutoTopUpNotifications.Failed, house.Told());
        Assert.Empty(await house.QueryAsync<long>("select cents from auto_topup_spending where cents <> 0"));
    }
}

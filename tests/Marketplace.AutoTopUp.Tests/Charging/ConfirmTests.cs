using Marketplace.AutoTopUp.Attempts;
using Marketplace.AutoTopUp.Confirm;
using Marketplace.AutoTopUp.Settings;
using Marketplace.AutoTopUp.Tests.Support;
using Marketplace.Data;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.TopUps;
using Marketplace.Testing;

namespace Marketplace.AutoTopUp.Tests.Charging;

public sealed class ConfirmTests
{
    [Theory, Trait("Acceptance", "S0-29")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_bank_that_wants_its_customer_pauses_everything_and_sends_one_link(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        var token = await PauseAsync(house);
        Assert.Single(house.Told(), AutoTopUpNotifications.NeedsYou);
        Assert.Empty(await house.QueryAsync<string>($"select id from auto_topup_attempts where link_hash = '{token}'"));
        var found = (await FindAsync(house, Household.Ada, token))!;
        Assert.Equal(2500, found.Attempt.Cents);
        Assert.Null(await FindAsync(house, Household.Bob, token));
        Assert.Null(await FindAsync(house, Household.Ada, new string('0', 64)));
        // Nothing that was stored or sent is a secret: the link names the attempt.
        Assert.Equal(found.Attempt.Id, token);
        await house.SpendAsync(1);
        await house.CarryOnAsync(TimeSpan.FromHours(5));
        Assert.Single(house.Gateway.ChargeRequests);

        // Confirmed on screen: the same intent, and the link is used up.
        await house.Shell.InScopeAsync<ITopUps,
            ApplyIntentResult>(x => x.ApplyAsync(house.Gateway.Pay(found.Attempt.PaymentIntentId!), default));
        await house.Shell.SettleAsync();
        Assert.Null(await FindAsync(house, Household.Ada, token));
        Assert.Equal(AttemptStatus.Succeeded, Assert.Single(await house.AttemptsAsync()).Status);
        await house.AssertBalanceAsync(29);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task What_nobody_confirms_in_time_is_released_and_can_never_be_paid(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        var token = await PauseAsync(house);
        await house.CarryOnAsync(TimeSpan.FromHours(71));
        Assert.NotNull(await FindAsync(house, Household.Ada, token));
        await house.CarryOnAsync(TimeSpan.FromHours(2));
        Assert.Null(await FindAsync(house, Household.Ada, token));
        var attempt = Assert.Single(await house.AttemptsAsync());
        Assert.Equal((AttemptStatus.Expired, true), (attempt.Status, attempt.Released));
        Assert.Equal(PaymentIntentStatus.Canceled, Assert.Single(house.Gateway.Intents).Status);
        Assert.Equal(0, await house.SpentAsync(attempt.Day));
        await house.AssertBalanceAsync(5);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_link_of_before_with_a_secret_in_it_still_leads_there(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        var id = await PauseAsync(house);
        var secret = new string('a', 64);
        await house.Shell.Database.InTransactionAsync(
            db => db.ExecuteAsync(
                "update auto_topup_attempts set link_hash = @hash where id = @id", new { id, hash = ConfirmLink.Hash(secret) }), default);
        foreach (var token in new[] { secret, id })
        {
            Assert.NotNull(await FindAsync(house, Household.Ada, token));
            Assert.Null(await FindAsync(house, Household.Bob, token));
        }
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_release_whose_answer_is_a_fault_each_time_ends_by_asking_what_became_of_it(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        await PauseAsync(house);
        house.Gateway.AnswersToLose = int.MaxValue;
        await house.CarryOnAsync(TimeSpan.FromHours(73));
        Assert.Equal(PaymentIntentStatus.Canceled, Assert.Single(house.Gateway.Intents).Status);
        Assert.Equal(AttemptStatus.Expired, Assert.Single(await house.AttemptsAsync()).Status);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Switching_off_voids_the_link(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        var token = await PauseAsync(house);
        await house.SwitchOffAsync();
        Assert.Null(await FindAsync(house, Household.Ada, token));
        await house.CarryOnAsync();
        Assert.Equal(PaymentIntentStatus.Canceled, Assert.Single(house.Gateway.Intents).Status);
        Assert.Equal(AttemptStatus.Cancelled, Assert.Single(await house.AttemptsAsync()).Status);
        var settings = await house.SettingsAsync();
        Assert.Equal((0, (DateTimeOffset?)null), (settings.FailuresInRow, settings.CooldownUntil));
        Assert.DoesNotContain(AutoTopUpNotifications.Failed, house.Told());
        Assert.Equal(0, await house.SpentAsync());
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task What_is_paid_in_the_last_moment_is_credited_and_counts(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        await PauseAsync(house);
        var day = Assert.Single(await house.AttemptsAsync()).Day;
        house.Gateway.Pay(Assert.Single(house.Gateway.Intents).Id);
        await house.CarryOnAsync(TimeSpan.FromHours(73));
        Assert.Equal(AttemptStatus.Succeeded, Assert.Single(await house.AttemptsAsync()).Status);
        Assert.Equal(2500, await house.SpentAsync(day));
        await house.AssertBalanceAsync(30);
    }

    private static async Task<string> PauseAsync(Household house)
    {
        await house.SwitchOnAsync(daily: 50, bank: BankAnswer.AsksForCustomer);
        await house.GiveAsync(20);
        await house.SpendAsync(15);
        Assert.Equal(AttemptStatus.NeedsCustomer, Assert.Single(await house.AttemptsAsync()).Status);
        var link = house.Shell.Notifier.Told.Single(x => x.Notification.Kind == AutoTopUpNotifications.NeedsYou).Notification.Link!;
        return link[(link.LastIndexOf('/') + 1)..];
    }

    private static Task<Confirmation?> FindAsync(Household house, string user, string token) =>
        house.Shell.InScopeAsync<FindConfirmation, Confirmation?>(x => x.ExecuteAsync(user, token, default));
}

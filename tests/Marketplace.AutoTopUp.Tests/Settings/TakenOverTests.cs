using Marketplace.AutoTopUp.Consent;
using Marketplace.AutoTopUp.Settings;
using Marketplace.AutoTopUp.Tests.Support;
using Marketplace.Credits.Points;
using Marketplace.Data;
using Marketplace.Testing;

namespace Marketplace.AutoTopUp.Tests.Settings;

/// <summary>What a customer had set in an older system is here, and asks once for what it lacks.</summary>
public sealed class TakenOverTests
{
    private static readonly AutoTopUpWish Wish = new(true, Household.Amount(7.5m), Household.Amount(20), Household.Amount(60), null);

    [Theory, Trait("Acceptance", "S0-59"), Trait("Acceptance", "S0-67")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Amounts_and_limits_are_here_and_nothing_is_charged_before_consent(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        await WishedAsync(house, Wish);
        await WishedAsync(house, Wish);

        var settings = await house.SettingsAsync();
        Assert.Equal(
            (false, 750L, 2000L, (long?)6000L, (long?)null, true),
            (settings.Enabled, settings.ThresholdCents, settings.AmountCents, settings.DailyLimitCents, settings.MonthlyLimitCents,
                settings.AsksToGoOn));
        Assert.Equal([AutoTopUpNotifications.TakenOver], house.Told());
        Assert.Contains(
            "When credits are below $7.50, purchase $20.00. At most $60.00 per day.", Assert.Single(house.Shell.Notifier.Told).Body,
            StringComparison.Ordinal);
        await house.SaveCardAsync();
        await house.GiveAsync(10);
        await house.SpendAsync(5);
        Assert.Empty(house.Gateway.ChargeRequests);
    }

    [Theory, Trait("Acceptance", "S0-67")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task It_asks_until_it_is_answered_and_goes_on_with_what_was_set(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        await WishedAsync(house, Wish);
        var draft = SettingsDraft.Of(await house.SettingsAsync()) with { Enabled = true, PaymentMethodId = await house.SaveCardAsync() };
        Assert.IsType<SaveSettingsResult.Invalid>(await house.SaveAsync(draft));
        Assert.True((await house.SettingsAsync()).AsksToGoOn);

        Assert.IsType<SaveSettingsResult.Saved>(await house.SaveAsync(draft with { Consent = true }));
        Assert.False((await house.SettingsAsync()).AsksToGoOn);
        await house.GiveAsync(10);
        await house.SpendAsync(5);
        await house.AssertBalanceAsync(25);
        await TakenBackAsync(house);
        Assert.True((await house.SettingsAsync()).Enabled);

        await WishedAsync(house, Wish, Household.Bob);
        await house.Shell.Database.InTransactionAsync(db => CustomerSettingsRows.LeaveOffAsync(db, Household.Bob, default), default);
        Assert.Equal(
            (false, false, 2000),
            ((await house.SettingsAsync(Household.Bob)).AsksToGoOn, (await house.SettingsAsync(Household.Bob)).Enabled,
                (await house.SettingsAsync(Household.Bob)).AmountCents));
        await TakenBackAsync(house, Household.Bob);
        Assert.Null(await house.SettingsAsync(Household.Bob));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Who_had_it_off_is_not_asked_and_who_chose_here_keeps_it(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        await WishedAsync(house, Wish with { Enabled = false, Threshold = CreditAmount.Zero, DailyLimit = CreditAmount.Zero });
        var settings = await house.SettingsAsync();
        Assert.Equal(
            (false, false, 1000, 2000, null),
            (settings.Enabled, settings.AsksToGoOn, settings.ThresholdCents, settings.AmountCents, settings.DailyLimitCents));

        await house.SwitchOnAsync(Household.Bob, amount: 25);
        await WishedAsync(house, Wish, Household.Bob);
        Assert.Equal(
            (true, 2500, false),
            ((await house.SettingsAsync(Household.Bob)).Enabled, (await house.SettingsAsync(Household.Bob)).AmountCents,
                (await house.SettingsAsync(Household.Bob)).AsksToGoOn));
        Assert.DoesNotContain(house.Shell.Notifier.Told, x => x.Notification.Kind == AutoTopUpNotifications.TakenOver);
    }

    private static Task WishedAsync(Household house, AutoTopUpWish wish, string user = Household.Ada) =>
        SayAsync(house, new AutoTopUpWished(user, "tfpu_1", wish));

    private static Task TakenBackAsync(Household house, string user = Household.Ada) =>
        SayAsync(house, new CustomerMigrationRolledBack(user, "tfpu_1", CreditAmount.Zero));

    private static async Task SayAsync<T>(Household house, T happened)
        where T : class
    {
        await house.Shell.Database.InTransactionAsync(db => house.Shell.Get<IOutbox>().WriteAsync(db, happened, default), default);
        await house.Shell.SettleAsync();
    }
}

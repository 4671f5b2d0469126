using Marketplace.AutoTopUp.Attempts;
using Marketplace.AutoTopUp.Consent;
using Marketplace.AutoTopUp.Settings;
using Marketplace.AutoTopUp.Tests.Support;
using Marketplace.Testing;

namespace Marketplace.AutoTopUp.Tests.Settings;

public sealed class SettingsTests
{
    public static TheoryData<string, DatabaseKind> Wrong => new()
    {
        { "threshold 0", DatabaseKind.Sqlite }, { "threshold above bounds", DatabaseKind.Sqlite },
            { "threshold missing", DatabaseKind.Sqlite },
        { "amount missing", DatabaseKind.Sqlite }, { "amount below bounds", DatabaseKind.Sqlite },
        { "amount above bounds", DatabaseKind.Sqlite },
        { "target below threshold", DatabaseKind.Sqlite }, { "runway 0", DatabaseKind.Sqlite }, { "daily 0", DatabaseKind.Sqlite },
        { "daily below amount", DatabaseKind.Postgres },
        { "monthly negative", DatabaseKind.Sqlite }, { "monthly below amount", DatabaseKind.Sqlite }, { "no method", DatabaseKind.Sqlite },
        { "somebody else's method", DatabaseKind.Postgres },
        { "no consent", DatabaseKind.Sqlite },
    };

    [Theory, MemberData(nameof(Wrong)), Trait("Acceptance", "S0-27"), Trait("Acceptance", "S0-29")]
    public async Task What_makes_no_sense_is_named_and_nothing_is_lost(string what, DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        var card = await house.SwitchOnAsync(threshold: 12, amount: 30);
        var bobs = await house.SaveCardAsync(Household.Bob);
        var good = Household.Draft(card);
        var (draft, field) = what switch
        {
            "threshold 0" => (good with { Threshold = new Usd(0) }, SettingsField.Threshold),
            "threshold above bounds" => (good with { Threshold = new Usd(100001) }, SettingsField.Threshold),
            "threshold missing" => (good with { Threshold = null }, SettingsField.Threshold),
            "amount missing" => (good with { Amount = null }, SettingsField.Amount),
            "amount below bounds" => (good with { Amount = new Usd(499) }, SettingsField.Amount),
            "amount above bounds" => (good with { Amount = new Usd(100001) }, SettingsField.Amount),
            "target below threshold" => (good with { Mode = TopUpMode.Target, Target = new Usd(1000) }, SettingsField.Target),
            "runway 0" => (good with { Mode = TopUpMode.Runway, RunwayDays = 0 }, SettingsField.RunwayDays),
            "daily 0" => (good with { DailyLimit = new Usd(0) }, SettingsField.DailyLimit),
            "daily below amount" => (good with { DailyLimit = new Usd(2499) }, SettingsField.DailyLimit),
            "monthly negative" => (good with { MonthlyLimit = new Usd(-10000) }, SettingsField.MonthlyLimit),
            "monthly below amount" => (good with { MonthlyLimit = new Usd(2499) }, SettingsField.MonthlyLimit),
            "no method" => (good with { PaymentMethodId = null }, SettingsField.PaymentMethod),
            "somebody else's method" => (good with { PaymentMethodId = bobs }, SettingsField.PaymentMethod),
            _ => (good with { Consent = false }, SettingsField.Consent),
        };
        var invalid = Assert.IsType<SaveSettingsResult.Invalid>(await house.SaveAsync(draft));
        Assert.Equal(field, Assert.Single(invalid.Errors).Field);
        var kept = await house.SettingsAsync();
        Assert.Equal((1200L, 3000L, card, true), (kept.ThresholdCents, kept.AmountCents, kept.PaymentMethodId, kept.Enabled));
    }

    [Theory, Trait("Acceptance", "S0-29")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Consent_is_kept_as_it_was_given_and_switching_on_charges_nothing(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        await house.SwitchOnAsync(daily: 50, monthly: 200);
        await house.Shell.SettleAsync();
        var settings = await house.SettingsAsync();
        Assert.Equal(house.Shell.Time.GetUtcNow(), settings.ConsentAt);
        Assert.Contains("without asking me again", settings.ConsentText, StringComparison.Ordinal);
        Assert.Equal(
            "When credits are below $10.00, purchase $25.00 with Visa ****4242. At most $50.00 per day and $200.00 per month.",
            settings.ConsentTerms);
        Assert.Empty(house.Gateway.ChargeRequests);
        Assert.Equal([AutoTopUpNotifications.Agreed], house.Told());
    }

    [Theory, Trait("Acceptance", "S0-27")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task The_short_form_of_the_wallet_keeps_what_it_does_not_show(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        await house.SwitchOnAsync(daily: 50, monthly: 200);
        await house.SwitchOffAsync();
        var typed = new AutoTopUpInput { Enabled = true, Consent = true, Threshold = "12", Amount = "30" };
        Assert.IsType<SaveSettingsResult.Saved>(
            await house.SaveAsync(typed.Over(await house.SettingsAsync()).ToDraft(house.Shell.Get<AmountReader>())));
        var kept = await house.SettingsAsync();
        Assert.Equal(
            (true, 1200L, 3000L, 5000L, 20000L),
            (kept.Enabled, kept.ThresholdCents, kept.AmountCents, kept.DailyLimitCents, kept.MonthlyLimitCents));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Switching_off_holds_whatever_else_is_wrong(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        var card = await house.SwitchOnAsync();
        Assert.IsType<SaveSettingsResult.Invalid>(
            await house.SaveAsync(Household.Draft(card) with { Enabled = false, Amount = new Usd(-500) }));
        Assert.False((await house.SettingsAsync()).Enabled);
        await house.GiveAsync(20);
        await house.SpendAsync(15);
        Assert.Empty(house.Gateway.ChargeRequests);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Switching_off_cancels_what_was_not_sent_and_gives_the_limits_their_share_back(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        await house.SwitchOnAsync(daily: 50);
        await house.GiveAsync(20);
        await house.DebitAsync(15);
        await house.Shell.DrainOutboxAsync();
        Assert.Equal(AttemptStatus.Reserved, Assert.Single(await house.AttemptsAsync()).Status);
        Assert.Equal(2500, await house.SpentAsync());

        await house.SwitchOffAsync();
        await house.Shell.SettleAsync();
        await house.CarryOnAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(AttemptStatus.Cancelled, Assert.Single(await house.AttemptsAsync()).Status);
        Assert.Equal(0, await house.SpentAsync());
        Assert.Empty(house.Gateway.ChargeRequests);
        await house.AssertBalanceAsync(5);
    }
}

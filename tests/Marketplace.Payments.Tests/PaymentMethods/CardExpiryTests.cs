using System.Globalization;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.PaymentMethods;
using Marketplace.Payments.Tests.Support;
using Marketplace.Testing;

namespace Marketplace.Payments.Tests.PaymentMethods;

public sealed class CardExpiryTests
{
    [Theory]
    [InlineData("2026-08-31", "Good")]
    [InlineData("2026-09-01", "Good")]
    [InlineData("2026-09-02", "Soon")]
    [InlineData("2026-10-31", "Soon")]
    [InlineData("2026-11-01", "Expired")]
    [InlineData("2027-01-01", "Expired")]
    public void A_card_is_good_to_the_end_of_its_month(string today, string expected) =>
        Assert.Equal(
            expected,
            CardExpiryRule.For(10, 2026, DateTimeOffset.Parse(today, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal))
                .ToString());

    [Fact]
    public void What_does_not_expire_is_always_good() =>
        Assert.Equal(CardExpiry.Good, CardExpiryRule.For(null, null, DateTimeOffset.MaxValue.AddYears(-1)));

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Owners_are_told_thirty_days_ahead_once_per_card_and_expiry(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var now = desk.Shell.Time.GetUtcNow();
        var end = new DateTimeOffset(now.Year + 1, 3, 1, 8, 20, 0, TimeSpan.Zero);
        var customer = await desk.CustomerAsync();
        var card = desk.Gateway.Attach(customer, expMonth: 2, expYear: end.Year);
        await desk.RefreshAsync(card.Id);
        await desk.RefreshAsync(desk.Gateway.Attach(customer, expMonth: 4, expYear: end.Year).Id);
        await desk.RefreshAsync(desk.Gateway.Attach(customer, PaymentMethodKind.PayPal).Id);
        var removed = desk.Gateway.Attach(customer, expMonth: 2, expYear: end.Year);
        await desk.RefreshAsync(removed.Id);
        await desk.RemoveAsync(removed.Id);

        desk.Shell.Time.Advance(end.AddDays(-31) - now);
        await RunAsync(desk);
        Assert.Empty(desk.Shell.Notifier.Told);
        for (var day = 0; day < 40; day++)
        {
            desk.Shell.Time.Advance(TimeSpan.FromDays(1));
            await RunAsync(desk);
        }

        var told = Assert.Single(desk.Shell.Notifier.Told);
        Assert.Equal((Desk.Ada, "Your card Visa •••• 4242 expires " + $"02/{end.Year % 100:00}"), (told.Notification.UserId, told.Subject));
        Assert.Equal("~/dashboard/wallet/payment-methods", told.Notification.Link);

        desk.Gateway.Put(card with { ExpMonth = 3 });
        await desk.RefreshAsync(card.Id);
        await RunAsync(desk);
        Assert.Equal(2, desk.Shell.Notifier.Told.Count);
    }

    [Fact]
    public async Task A_tenant_may_tell_nobody()
    {
        await using var desk = await Desk.OpenAsync(
            DatabaseKind.Sqlite, x => x.Tenant.Set(PaymentsSettings.Section, new PaymentsSettings { ExpiryNoticeDays = 0 }));
        var now = desk.Shell.Time.GetUtcNow();
        await desk.RefreshAsync(desk.Gateway.Attach(await desk.CustomerAsync(), expMonth: now.Month, expYear: now.Year).Id);
        await RunAsync(desk);
        Assert.Empty(desk.Shell.Notifier.Told);
    }

    private static Task<bool> RunAsync(Desk desk) => desk.Shell.InScopeAsync<TellOfExpiry, bool>(async x =>
    {
        await x.RunAsync(default);
        return true;
    });
}

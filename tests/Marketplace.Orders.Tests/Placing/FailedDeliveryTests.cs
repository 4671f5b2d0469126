using Marketplace.Data;
using Marketplace.Orders.Tests.Support;
using Marketplace.Orders.Units;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Marketplace.Orders.Tests.Support.Shop;

namespace Marketplace.Orders.Tests.Placing;

/// <summary>What was paid and did not come is told to its customer and to those who run the site.</summary>
public sealed class FailedDeliveryTests
{
    [Theory, Trait("Acceptance", "S0-68")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task After_a_card_payment_everybody_is_told_once_and_the_credits_are_back(DatabaseKind kind)
    {
        var shop = await OpenAsync(kind);
        var intent = await shop.StartCardAsync(25);
        await shop.ApplyAsync(shop.Gateway.Pay(intent));
        await shop.Shell.SettleAsync();
        var deployment = Assert.Single(shop.Fulfiller.Deliveries).UnitId;

        await FailAsync(shop, deployment);
        await FailAsync(shop, deployment);
        await shop.Shell.SettleAsync();

        await shop.AssertBalanceAsync(25);
        var told = shop.Shell.Notifier.Told;
        var customer = Assert.Single(told, x => x.Notification.UserId == Ada && x.Notification.Kind == FailureNotifications.DeliveryFailed);
        Assert.Equal(
            (FailureNotifications.DeliveryFailed, "VM Instance could not be delivered"), (customer.Notification.Kind, customer.Subject));
        Assert.Contains("No node is free.", customer.Body, StringComparison.Ordinal);
        Assert.Contains("You paid nothing for it: the $5.00 that were reserved are free again", customer.Body, StringComparison.Ordinal);
        Assert.Contains("Your card payment went through", customer.Body, StringComparison.Ordinal);
        Assert.Equal("~/dashboard/deployments/" + deployment, customer.Notification.Link);
        Assert.Equal(
            [Staff.Ann, Staff.Otto],
            told.Where(x => x.Notification.Kind == FailureNotifications.DeliveryToLookAt).Select(x => x.Notification.UserId));
        var operators = told.First(x => x.Notification.UserId == Staff.Ann);
        Assert.Contains("ada@example.com", operators.Body, StringComparison.Ordinal);
        Assert.Contains(intent, operators.Body, StringComparison.Ordinal);
        await shop.CloseAsync();
    }

    [Theory, Trait("Acceptance", "S0-68")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Bought_from_the_balance_no_card_is_spoken_of(DatabaseKind kind)
    {
        var shop = await OpenAsync(kind);
        await shop.GiveAsync(25);
        var deployments = (await shop.BoughtAsync(Order(quantity: 2))).UnitIds;

        await FailAsync(shop, deployments[1]);
        await shop.Shell.SettleAsync();

        await shop.AssertBalanceAsync(25, held: 5);
        Assert.Equal(3, shop.Shell.Notifier.Told.Count);
        Assert.All(shop.Shell.Notifier.Told, x => Assert.Contains(deployments[1], x.Body, StringComparison.Ordinal));
        Assert.All(shop.Shell.Notifier.Told, x => Assert.DoesNotContain("card", x.Body, StringComparison.Ordinal));
        await shop.CloseAsync();
    }

    private static async Task FailAsync(Shop shop, string deployment)
    {
        await using var scope = shop.Shell.CreateScope();
        var orders = scope.ServiceProvider.GetRequiredService<IOrders>();
        await shop.Shell.Database.InTransactionAsync(
            transaction => orders.FailAsync(transaction, deployment, "No node is free.", default), default);
    }
}

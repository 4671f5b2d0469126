using Marketplace.Payments.Gateways;
using Marketplace.Payments.Tests.Support;
using Marketplace.Payments.TopUps;
using Marketplace.Testing;

namespace Marketplace.Payments.Tests.PaymentMethods;

/// <summary>"Save this card" was ticked while paying.</summary>
public sealed class KeepMethodTests
{
    [Theory, Trait("Acceptance", "S0-31")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task The_card_that_paid_is_kept_with_the_browser_closed(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var topUp = await desk.StartedAsync();
        var customer = Assert.Single(desk.Gateway.Customers).Id;
        var card = desk.Gateway.Attach(customer);
        var paid = desk.Gateway.Pay(topUp.PaymentIntentId!, card.Id) with { SavesMethod = true };
        desk.Gateway.Failures.Clear();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => desk.ApplyAsync(paid))));
        await desk.Shell.SettleAsync();
        await desk.ApplyAsync(paid);
        await desk.Shell.SettleAsync();

        Assert.Equal([card.Id], await desk.IdsAsync());
        Assert.Equal(1, await desk.ChangesAsync());
        await desk.AssertBalanceAsync(25m);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_card_that_nobody_wanted_kept_is_not_kept(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var topUp = await desk.StartedAsync();
        await desk.ApplyAsync(desk.Gateway.Pay(topUp.PaymentIntentId!, desk.Gateway.Attach(null).Id));
        await desk.Shell.SettleAsync();
        Assert.Empty(await desk.MethodsAsync());
        await desk.AssertBalanceAsync(25m);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_repeated_request_for_an_intent_does_not_differ(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => desk.StartAsync(25m, "same", alongside: (_, _) => throw new InvalidOperationException("The process died here.")));
        desk.Gateway.Kinds = [PaymentMethodKind.Card, PaymentMethodKind.PayPal];
        await desk.StartedAsync(25m, "same");
        await desk.StartedAsync(25m, "another");

        var requests = desk.Gateway.Created.ToArray();
        Assert.Equal(3, requests.Length);
        Assert.Equal([PaymentMethodKind.Card], requests[1].Kinds);
        Assert.Equal(requests[0].CustomerId, requests[1].CustomerId);
        Assert.Equal([PaymentMethodKind.Card, PaymentMethodKind.PayPal], requests[2].Kinds);
        Assert.All(requests, x => Assert.Equal(Assert.Single(desk.Gateway.Customers).Id, x.CustomerId));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task After_a_change_of_the_account_the_next_try_makes_a_new_customer(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var old = await desk.AddCardAsync();
        desk.Gateway.Failures.Enqueue(
            new GatewayError(GatewayError.NoSuchObject, "Try again. You were not charged.", OutcomeUnknown: false));
        Assert.IsType<StartTopUpResult.GatewayFailed>(await desk.StartAsync());
        Assert.DoesNotContain(old, await desk.IdsAsync());

        await desk.StartedAsync();
        Assert.Equal(2, desk.Gateway.Customers.Count());
        Assert.Equal(2, await desk.ChangesAsync());
    }
}

using Marketplace.Payments.Gateways;
using Marketplace.Payments.TopUps;
using Marketplace.Stripe.Tests.Support;
using Marketplace.Testing;

namespace Marketplace.Stripe.Tests.Client;

public sealed class EventListTests
{
    [Fact]
    public async Task Events_are_listed_by_subject_and_say_whose_their_payment_is()
    {
        await using var host = await StripeHost.StartAsync(DatabaseKind.Sqlite);
        var topUp = await host.PayAsync(25m);
        await host.Server.PostAsync("refunds", ("payment_intent", topUp.PaymentIntentId!));
        var payments = await ListAsync(host, GatewaySubject.PaymentIntent);
        Assert.Contains(payments, x => x.Type == "payment_intent.created");
        Assert.All(
            payments,
            x => Assert.Equal(
                (topUp.PaymentIntentId, topUp.Id, host.Shell.Tenant.Name), (x.ObjectId, x.Metadata!["topup_id"], x.Metadata["tenant"])));
        Assert.All(await ListAsync(host, GatewaySubject.Refund), x => Assert.Equal((GatewaySubject.Refund, null), (x.Subject, x.Metadata)));
        Assert.NotEmpty(await ListAsync(host, GatewaySubject.Refund));
        Assert.Empty(await ListAsync(host, GatewaySubject.Dispute));
    }

    private static async Task<IReadOnlyList<GatewayEvent>> ListAsync(StripeHost host, GatewaySubject subject) =>
        (await host.Shell.InScopeAsync<IPaymentGateway, GatewayResult<IReadOnlyList<GatewayEvent>>>(
            x => x.ListEventsAsync(new GatewayEventQuery(host.Shell.Time.GetUtcNow().AddDays(-1)) { Subjects = [subject] },
                default))).Value!;
}

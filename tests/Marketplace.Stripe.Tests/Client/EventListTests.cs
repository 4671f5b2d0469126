using System.Net;
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

    [Fact]
    public async Task One_event_of_another_shape_does_not_hide_the_others()
    {
        var (shell, stripe) = await StubHttp.StartAsync();
        await using var _ = shell;
        stripe.Answer(
            HttpStatusCode.OK,
            """
            {"object":"list","has_more":false,"data":[
              {"id":"evt_4","type":"payment_intent.succeeded","created":4,
               "data":{"object":{"id":"pi_4","object":"payment_intent","metadata":{"tenant":"test"}}}},
              {"id":"evt_3","type":"payment_intent.succeeded","created":3,
               "data":{"object":{"id":"pi_3","object":"payment_intent","amount_details":"none","metadata":{"tenant":"test","n":7}}}},
              {"id":"evt_2","type":"refund.created","created":2,"data":"gone","request":[7]},
              {"id":"evt_x","type":"refund.created","created":999999999999999,"data":{"object":{"id":"re_x"}}},
              {"id":"evt_1","type":"payment_intent.succeeded","created":1,
               "data":{"object":{"id":"pi_1","object":"payment_intent","metadata":null}}}]}
            """);
        var listed = await shell.InScopeAsync<IPaymentGateway, GatewayResult<IReadOnlyList<GatewayEvent>>>(
            x => x.ListEventsAsync(new GatewayEventQuery(DateTimeOffset.UnixEpoch), default));
        Assert.Equal<(string, string?, int?)>(
            [("evt_4", "pi_4", 1), ("evt_3", "pi_3", 1), ("evt_2", null, null), ("evt_1", "pi_1", null)],
            listed.Value!.Select(x => (x.Id, x.ObjectId, x.Metadata?.Count)));
    }

    private static async Task<IReadOnlyList<GatewayEvent>> ListAsync(StripeHost host, GatewaySubject subject) =>
        (await host.Shell.InScopeAsync<IPaymentGateway, GatewayResult<IReadOnlyList<GatewayEvent>>>(
            x => x.ListEventsAsync(new GatewayEventQuery(host.Shell.Time.GetUtcNow().AddDays(-1)) { Subjects = [subject] },
                default))).Value!;
}

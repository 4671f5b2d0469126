using System.Text.Json.Nodes;
using Marketplace.Stripe.Client;
using Marketplace.Stripe.Gateway;
using Api = Stripe;

namespace Marketplace.Stripe.Tests.Client;

/// <summary>What an object does not say is not made up: no amount is no payment of nothing.</summary>
public sealed class MissingMemberTests
{
    private static readonly Dictionary<string, Func<string, object?>> Mappings = new(StringComparer.Ordinal)
    {
        ["intent"] = x => Read<Api.PaymentIntent>(x).ToPaymentIntent(null!),
        ["refund"] = x => RefundMapping.ToRefund(Read<Api.Refund>(x)),
        ["dispute"] = x => RefundMapping.ToDispute(Read<Api.Dispute>(x)),
        ["balance"] = x => RecordMapping.ToBalanceTransaction(Read<Api.BalanceTransaction>(x)),
        ["event"] = x => RecordMapping.ToEvent(Read<ListedEvent>(x)),
    };

    [Theory]
    [InlineData("intent", "succeeded", "amount")]
    [InlineData("intent", "succeeded", "currency")]
    [InlineData("refund", "succeeded", "amount")]
    [InlineData("refund", "succeeded", "created")]
    [InlineData("dispute", "lost", "amount")]
    [InlineData("dispute", "lost", "created")]
    [InlineData("balance", "pending", "amount")]
    [InlineData("balance", "pending", "created")]
    [InlineData("event", "", "type")]
    [InlineData("event", "", "created")]
    public void Nothing_is_read_where_it_is_missing(string kind, string status, string member)
    {
        var json = JsonNode.Parse(
            """{"id":"x_1","type":"charge","amount":2500,"created":1772445600,"currency":"usd"}""")!.AsObject();
        json["status"] = status;
        Assert.NotNull(Mappings[kind](json.ToJsonString()));
        json.Remove(member);
        Assert.Null(Mappings[kind](json.ToJsonString()));
    }

    private static T Read<T>(string json)
        where T : Api.IStripeEntity => Api.StripeEntity.FromJson<T>(json);
}

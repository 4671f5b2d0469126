using Marketplace.Payments.Gateways;
using Marketplace.Stripe.Client;
using Api = Stripe;

namespace Marketplace.Stripe.Gateway;

/// <summary>Stripe's records of what happened in the words of the payments module.</summary>
internal static class RecordMapping
{
    public static BalanceTransaction ToBalanceTransaction(Api.BalanceTransaction row) => new(
        row.Id, row.Type, row.Amount, row.Fee, row.Net, row.Currency, row.SourceId, PaymentIntentOf(row.Source),
        new DateTimeOffset(row.Created));

    public static GatewayEvent ToEvent(Api.Event listed)
    {
        var subject = EventSubjects.SubjectOf(listed.Type);
        return new(
            listed.Id, listed.Type, new DateTimeOffset(listed.Created), (listed.Data?.Object as Api.IHasId)?.Id,
            listed.RawJsonElement?.GetRawText() ?? listed.ToJson())
        {
            Subject = subject,
            Metadata = subject is GatewaySubject.PaymentIntent ? (listed.Data?.Object as Api.PaymentIntent)?.Metadata : null,
        };
    }

    private static string? PaymentIntentOf(Api.IBalanceTransactionSource? source) => source switch
    {
        Api.Charge charge => charge.PaymentIntentId,
        Api.Refund refund => refund.PaymentIntentId,
        Api.Dispute dispute => dispute.PaymentIntentId,
        _ => null,
    };
}

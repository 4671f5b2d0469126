using Marketplace.Payments.Gateways;
using Marketplace.Stripe.Client;
using Api = Stripe;

namespace Marketplace.Stripe.Gateway;

/// <summary>Stripe's records of what happened in the words of the payments module.</summary>
internal static class RecordMapping
{
    /// <returns>Null where it does not say how much, or when.</returns>
    public static BalanceTransaction? ToBalanceTransaction(Api.BalanceTransaction row) => row.Says("amount", "created")
        ? new(
            row.Id, row.Type, row.Amount, row.Fee, row.Net, row.Currency, row.SourceId, PaymentIntentOf(row.Source),
            new DateTimeOffset(row.Created))
        : null;

    /// <returns>Null where it does not say what happened, or when.</returns>
    public static GatewayEvent? ToEvent(ListedEvent listed)
    {
        if (listed is not { Type: { } type, CreatedAt: { } createdAt })
            return null;
        var subject = EventSubjects.SubjectOf(type);
        return new(listed.Id, type, createdAt, listed.About.Id)
        {
            Subject = subject,
            Metadata = subject is GatewaySubject.PaymentIntent ? listed.About.Metadata : null,
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

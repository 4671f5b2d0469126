using System.Text.Json;
using Marketplace.Payments;

namespace Marketplace.Stripe;

/// <summary>Stripe's records of what happened in the words of the payments module.</summary>
internal static class RecordMapping
{
    public static BalanceTransaction ToBalanceTransaction(StripeBalanceTransaction row) => new(
        row.Id, row.Type, row.Amount, row.Fee, row.Net, row.Currency, row.Source?.Id, row.Source?.PaymentIntent, StripeJson.Time(row.Created));

    /// <returns>Null for what is no event.</returns>
    public static GatewayEvent? ToEvent(JsonElement listed)
    {
        var json = listed.GetRawText();
        return listed.Deserialize<StripeEvent>(StripeJson.Options) is { } parsed
            ? new(parsed.Id, parsed.Type, StripeJson.Time(parsed.Created), parsed.ObjectId, json) { Subject = SubjectOf(parsed.Type) }
            : null;
    }

    private static GatewaySubject SubjectOf(string type) =>
        type.StartsWith("payment_intent.", StringComparison.Ordinal) ? GatewaySubject.PaymentIntent
        : type.StartsWith("refund.", StringComparison.Ordinal) ? GatewaySubject.Refund
        : type.StartsWith("charge.dispute.", StringComparison.Ordinal) ? GatewaySubject.Dispute
        : GatewaySubject.Other;
}

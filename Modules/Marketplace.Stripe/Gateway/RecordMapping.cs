using System.Text.Json;
using Marketplace.Payments.Gateways;
using Marketplace.Stripe.Client;

namespace Marketplace.Stripe.Gateway;

/// <summary>Stripe's records of what happened in the words of the payments module.</summary>
internal static class RecordMapping
{
    public static BalanceTransaction ToBalanceTransaction(StripeBalanceTransaction row) => new(
        row.Id, row.Type, row.Amount, row.Fee, row.Net, row.Currency, row.Source?.Id, row.Source?.PaymentIntent,
        StripeJson.Time(row.Created));

    /// <returns>Null for what is no event.</returns>
    public static GatewayEvent? ToEvent(JsonElement listed)
    {
        var json = listed.GetRawText();
        if (listed.Deserialize<StripeEvent>(StripeJson.Options) is not { } parsed)
            return null;
        var subject = EventSubjects.SubjectOf(parsed.Type);
        return new(parsed.Id, parsed.Type, StripeJson.Time(parsed.Created), parsed.ObjectId, json)
        {
            Subject = subject, Metadata = subject is GatewaySubject.PaymentIntent ? MetadataOf(parsed.Data.Object) : null,
        };
    }

    private static Dictionary<string, string>? MetadataOf(JsonElement intent) =>
        intent.TryGetProperty("metadata", out var metadata) && metadata.ValueKind is JsonValueKind.Object
            ? metadata.EnumerateObject().Where(x => x.Value.ValueKind is JsonValueKind.String)
                .ToDictionary(x => x.Name, x => x.Value.GetString()!, StringComparer.Ordinal)
            : null;
}

using System.Globalization;

namespace Marketplace.Stripe;

/// <summary>The few endpoints of Stripe that we use.</summary>
internal sealed class StripeClient(StripeTransport transport)
{
    /// <param name="amountCents">50 to 99,999,999.</param>
    public Task<StripeResult<StripeIntent>> CreatePaymentIntentAsync(
        long amountCents, string description, IReadOnlyDictionary<string, string> metadata, string idempotencyKey, CancellationToken cancellationToken)
    {
        List<KeyValuePair<string, string>> form =
        [
            new("amount", amountCents.ToString(CultureInfo.InvariantCulture)),
            new("currency", "usd"),
            new("payment_method_types[]", "card"),
            new("description", description),
            .. metadata.Select(x => new KeyValuePair<string, string>($"metadata[{x.Key}]", x.Value)),
        ];
        return transport.SendAsync<StripeIntent>(HttpMethod.Post, "payment_intents", form, idempotencyKey, cancellationToken);
    }

    public Task<StripeResult<StripeIntent>> GetPaymentIntentAsync(string id, CancellationToken cancellationToken) =>
        transport.SendAsync<StripeIntent>(HttpMethod.Get, $"payment_intents/{Uri.EscapeDataString(id)}", null, null, cancellationToken);
}

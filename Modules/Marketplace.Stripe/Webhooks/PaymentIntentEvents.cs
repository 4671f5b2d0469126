using System.Globalization;
using System.Text.Json;
using Marketplace.Payments.Gateways;
using Marketplace.Stripe.Gateway;
using Api = Stripe;

namespace Marketplace.Stripe.Webhooks;

/// <summary>Reads an event's intent, and refuses what cannot be one of our top-ups (S1-10).</summary>
internal sealed class PaymentIntentEvents(ITenant tenant, CustomerMessages messages)
{
    /// <returns>The intent, or why the event is none of ours.</returns>
    public (PaymentIntent? Intent, string? Reason) Read(StripeEvent stripeEvent)
    {
        PaymentIntent? intent;
        try
        {
            intent = Api.StripeEntity.FromJson<Api.PaymentIntent>(stripeEvent.Object.GetRawText()).ToPaymentIntent(messages);
        }
        catch (JsonException)
        {
            return (null, "its object is not a payment intent");
        }

        if (intent is null)
            return (null, "its status is unknown");
        return FindRefusal(intent) is { } reason ? (null, reason) : (intent, null);
    }

    /// <returns>Why the intent is none of ours, or null.</returns>
    public string? FindRefusal(PaymentIntent intent)
    {
        if (!HasText(intent, "tenant"))
            return "its metadata names no tenant";
        if (intent.Metadata["tenant"] != tenant.Name)
            return "it belongs to another tenant";
        if (!HasText(intent, "user_id"))
            return "its metadata names no user";
        return decimal.TryParse(
            intent.Metadata.GetValueOrDefault("tfc_amount"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
                && amount > 0
            ? null
            : "its metadata has no valid amount";
    }

    private static bool HasText(PaymentIntent intent, string key) => !string.IsNullOrWhiteSpace(intent.Metadata.GetValueOrDefault(key));
}

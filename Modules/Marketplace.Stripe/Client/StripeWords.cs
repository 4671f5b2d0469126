using Marketplace.Payments.Gateways;

namespace Marketplace.Stripe.Client;

/// <summary>What Stripe calls things that a request names.</summary>
internal static class StripeWords
{
    public static string ToStripe(this PaymentMethodKind kind) => kind == PaymentMethodKind.PayPal ? "paypal" : "card";

    public static string ToStripe(this RefundReason reason) => reason switch
    {
        RefundReason.Duplicate => "duplicate",
        RefundReason.Fraudulent => "fraudulent",
        _ => "requested_by_customer",
    };
}

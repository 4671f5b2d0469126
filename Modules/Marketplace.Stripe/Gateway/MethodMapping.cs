using Marketplace.Payments.Gateways;
using Marketplace.Stripe.Client;

namespace Marketplace.Stripe.Gateway;

/// <summary>Stripe's customers and payment methods in the words of the payments module.</summary>
internal static class MethodMapping
{
    /// <returns>Null for a customer that was deleted.</returns>
    public static GatewayCustomer? ToCustomer(StripeCustomer customer) =>
        customer.Deleted ? null : new(customer.Id, customer.Email, customer.Metadata ?? []);

    /// <returns>Null for a kind that we do not offer.</returns>
    public static SavedPaymentMethod? ToSavedMethod(StripeMethod method) => method switch
    {
        { Card: { } card } => new(
            method.Id, PaymentMethodKind.Card, card.Brand, card.Last4, card.ExpMonth, card.ExpYear, card.Fingerprint, null, method.Customer,
            StripeJson.Time(method.Created)),
        { Type: "paypal" } => new(
            method.Id, PaymentMethodKind.PayPal, "paypal", "", null, null, null, method.Paypal?.PayerEmail, method.Customer,
            StripeJson.Time(method.Created)),
        _ => null,
    };
}

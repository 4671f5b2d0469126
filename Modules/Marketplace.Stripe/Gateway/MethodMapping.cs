using Marketplace.Payments.Gateways;
using Api = Stripe;

namespace Marketplace.Stripe.Gateway;

/// <summary>Stripe's customers and payment methods in the words of the payments module.</summary>
internal static class MethodMapping
{
    public const string PayPal = "paypal";

    /// <returns>Null for a customer that was deleted.</returns>
    public static GatewayCustomer? ToCustomer(Api.Customer customer) =>
        customer.Deleted is true ? null : new(customer.Id, customer.Email, customer.Metadata ?? []);

    /// <returns>Null for a kind that we do not offer.</returns>
    public static SavedPaymentMethod? ToSavedMethod(Api.PaymentMethod method) => method switch
    {
        { Card: { Brand: { } brand, Last4: { } last4 } card } => new(
            method.Id, PaymentMethodKind.Card, brand, last4, (int)card.ExpMonth, (int)card.ExpYear, card.Fingerprint, null,
            method.CustomerId, new DateTimeOffset(method.Created)),
        { Type: PayPal } => new(
            method.Id, PaymentMethodKind.PayPal, PayPal, "", null, null, null, method.Paypal?.PayerEmail, method.CustomerId,
            new DateTimeOffset(method.Created)),
        _ => null,
    };
}

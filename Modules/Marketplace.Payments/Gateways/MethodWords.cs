namespace Marketplace.Payments.Gateways;

internal static class MethodWords
{
    /// <inheritdoc cref="SavedPaymentMethod.PlainName"/>
    public static string PlainNameOf(PaymentMethodKind kind, string brand, string last4, string? email) => kind is PaymentMethodKind.PayPal
        ? email is { Length: > 0 } ? $"PayPal ({email})" : "PayPal"
        : $"{CardBrands.NameOf(brand.ToLowerInvariant())} ****{last4}";
}

using Marketplace.Payments;

namespace Marketplace.AutoTopUp;

/// <summary>A payment method as people know it (S0-22), and as it must not have changed.</summary>
internal static class MethodName
{
    /// <summary>For example <c>Visa ****4242</c> or <c>PayPal (payer@example.com)</c>.</summary>
    public static string Of(PaymentMethod method) => method.Kind is PaymentMethodKind.PayPal
        ? method.Email is { Length: > 0 } email ? $"PayPal ({email})" : "PayPal"
        : $"{Capital(method.Brand)} ****{method.Last4}";

    /// <summary>Differs once the bank renews the card under the same id.</summary>
    public static string FaceOf(PaymentMethod method) => $"{method.Brand}:{method.Last4}:{method.ExpMonth}/{method.ExpYear}";

    /// <summary>All methods of a customer, in their order.</summary>
    public static string FacesOf(IEnumerable<PaymentMethod> methods) => string.Join('\n', methods.Select(x => $"{x.Id} {FaceOf(x)}"));

    private static string Capital(string brand) => brand.ToLowerInvariant() switch
    {
        "" => "Card",
        "amex" => "American Express",
        "unionpay" => "UnionPay",
        "jcb" => "JCB",
        _ => char.ToUpperInvariant(brand[0]) + brand[1..],
    };
}

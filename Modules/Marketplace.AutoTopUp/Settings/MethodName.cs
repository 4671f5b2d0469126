using Marketplace.Payments.PaymentMethods;

namespace Marketplace.AutoTopUp.Settings;

/// <summary>A payment method as it must not have changed.</summary>
internal static class MethodName
{
    /// <summary>Differs once the bank renews the card under the same id.</summary>
    public static string FaceOf(PaymentMethod method) => $"{method.Brand}:{method.Last4}:{method.ExpMonth}/{method.ExpYear}";

    /// <summary>All methods of a customer, in their order.</summary>
    public static string FacesOf(IEnumerable<PaymentMethod> methods) => string.Join('\n', methods.Select(x => $"{x.Id} {FaceOf(x)}"));
}

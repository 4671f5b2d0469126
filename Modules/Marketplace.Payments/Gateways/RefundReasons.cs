namespace Marketplace.Payments.Gateways;

/// <summary>What people read about why something is given back.</summary>
internal static class RefundReasons
{
    /// <returns>The key of a text of this module.</returns>
    public static string KeyOf(RefundReason reason) => reason switch
    {
        RefundReason.Duplicate => "Paid twice",
        RefundReason.Fraudulent => "Fraud",
        _ => "The customer asked for it",
    };
}

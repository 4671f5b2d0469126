namespace Marketplace.Orders.Units;

/// <summary>The key of an order that a card payment pays for, so that each payment buys once.</summary>
internal static class PaymentKey
{
    private const string Prefix = "payment:";

    public static string Of(string paymentIntentId) => Prefix + paymentIntentId;

    /// <returns>The payment, or null where the order was bought from the balance.</returns>
    public static string? PaymentOf(string orderKey) =>
        orderKey.StartsWith(Prefix, StringComparison.Ordinal) ? orderKey[Prefix.Length..] : null;
}

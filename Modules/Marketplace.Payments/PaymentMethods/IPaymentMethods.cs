namespace Marketplace.Payments;

/// <summary>What customers saved to pay with: cards and PayPal. The gateway keeps the numbers; here lies what is shown and in which order they are tried.</summary>
public interface IPaymentMethods
{
    /// <summary>Those that can be charged, in the order in which they stand in for one another: the default first.</summary>
    Task<IReadOnlyList<PaymentMethod>> ListAsync(string userId, CancellationToken cancellationToken);

    /// <returns>Null for one that was removed, and for somebody else's.</returns>
    Task<PaymentMethod?> FindAsync(string userId, string paymentMethodId, CancellationToken cancellationToken);
}

/// <param name="Id">The gateway's, for example <c>pm_…</c>.</param>
/// <param name="CustomerId">Its owner at the gateway.</param>
/// <param name="Brand">For example <c>visa</c>; <c>paypal</c> for PayPal.</param>
/// <param name="Last4">Of the card's number; empty for PayPal.</param>
/// <param name="ExpMonth">1 to 12, or null where nothing expires.</param>
/// <param name="Email">Of the payer, for PayPal.</param>
public sealed record PaymentMethod(
    string Id,
    string UserId,
    string CustomerId,
    PaymentMethodKind Kind,
    string Brand,
    string Last4,
    int? ExpMonth,
    int? ExpYear,
    string? Email,
    bool IsDefault);

/// <summary>Somebody saved, replaced, reordered or removed a method, or their bank renewed one.</summary>
[Event("payments.methods-changed")]
public sealed record PaymentMethodsChanged(string UserId);

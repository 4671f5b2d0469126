using Marketplace.Payments.Gateways;

namespace Marketplace.Payments.PaymentMethods;

/// <summary>
/// What customers saved to pay with: cards and PayPal. The gateway keeps the numbers; here lies what is shown and in which order they are
/// tried.
/// </summary>
public interface IPaymentMethods
{
    /// <summary>Those that can be charged, in the order in which they stand in for one another: the default first.</summary>
    Task<IReadOnlyList<PaymentMethod>> ListAsync(string userId, CancellationToken cancellationToken);

    /// <returns>Null for one that was removed, and for somebody else's.</returns>
    Task<PaymentMethod?> FindAsync(string userId, string paymentMethodId, CancellationToken cancellationToken);

    /// <summary>
    /// Asks the gateway about a method and stores what it says: saved, renewed by its bank, or taken away. For everything that brings news
    /// of one
    /// (<c>setup_intent.succeeded</c>, <c>payment_method.attached</c>, <c>.automatically_updated</c>, <c>.detached</c>), in whatever order
    /// and however often it comes. Every change writes <see cref="PaymentMethodsChanged"/>.
    /// </summary>
    Task<RefreshMethodResult> RefreshAsync(string paymentMethodId, CancellationToken cancellationToken);
}

public abstract record RefreshMethodResult
{
    private RefreshMethodResult()
    {
    }

    /// <summary>Saved or renewed, now or before.</summary>
    public sealed record Stored(PaymentMethod Method) : RefreshMethodResult;

    /// <summary>It cannot be charged any more, and is not listed.</summary>
    public sealed record Removed : RefreshMethodResult;

    /// <summary>It belongs to none of this tenant's customers.</summary>
    public sealed record NotOurs : RefreshMethodResult;

    /// <summary>The customer has as many as are kept; this one was let go.</summary>
    public sealed record TooMany : RefreshMethodResult;

    /// <summary>The gateway did not say: ask again later.</summary>
    public sealed record GatewayFailed(GatewayError Error) : RefreshMethodResult;
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
    bool IsDefault)
{
    /// <summary>As customers know it: <c>Visa •••• 4242</c>, <c>PayPal ann@example.com</c>.</summary>
    public string Label => Kind is PaymentMethodKind.PayPal ? $"PayPal {Email}".TrimEnd() : $"{CardBrands.NameOf(Brand)} •••• {Last4}";

    /// <inheritdoc cref="SavedPaymentMethod.PlainName"/>
    public string PlainName => MethodWords.PlainNameOf(Kind, Brand, Last4, Email);
}

/// <summary>Somebody saved, replaced, reordered or removed a method, or their bank renewed one.</summary>
[Event("payments.methods-changed")]
public sealed record PaymentMethodsChanged(string UserId);

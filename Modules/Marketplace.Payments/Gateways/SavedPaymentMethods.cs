namespace Marketplace.Payments.Gateways;

public enum PaymentMethodKind
{
    Card,
    PayPal,
}

/// <param name="Brand">For example <c>visa</c>; <c>paypal</c> for PayPal.</param>
/// <param name="Last4">Of the card's number; empty for PayPal.</param>
/// <param name="ExpMonth">1 to 12, or null where nothing expires.</param>
/// <param name="Fingerprint">The same for the same card, however often it is saved; null where there is none.</param>
/// <param name="Email">Of the payer, for PayPal.</param>
/// <param name="CustomerId">Null once it is detached.</param>
public sealed record SavedPaymentMethod(
    string Id,
    PaymentMethodKind Kind,
    string Brand,
    string Last4,
    int? ExpMonth,
    int? ExpYear,
    string? Fingerprint,
    string? Email,
    string? CustomerId,
    DateTimeOffset CreatedAt)
{
    /// <summary>As ledger and settings name it: <c>Visa ****4242</c>, <c>PayPal (payer@example.com)</c>.</summary>
    public string PlainName => MethodWords.PlainNameOf(Kind, Brand, Last4, Email);
}

/// <param name="Metadata">Name the user and the tenant: several tenants may share one account.</param>
public sealed record CreateGatewayCustomer(
    string IdempotencyKey, string? Email, string? Name, IReadOnlyDictionary<string, string> Metadata);

public sealed record GatewayCustomer(string Id, string? Email, IReadOnlyDictionary<string, string> Metadata);

public sealed record CreateSetupIntent(string IdempotencyKey, string CustomerId, IReadOnlyDictionary<string, string> Metadata)
{
    public IReadOnlyList<PaymentMethodKind> Kinds { get; init; } = [PaymentMethodKind.Card];
}

/// <param name="PaymentMethodId">The saved method, once it has succeeded.</param>
public sealed record SetupIntent(
    string Id,
    string ClientSecret,
    string? CustomerId,
    string? PaymentMethodId,
    SetupIntentStatus Status,
    IReadOnlyDictionary<string, string> Metadata,
    string? FailureMessage);

public enum SetupIntentStatus
{
    RequiresPaymentMethod,
    RequiresConfirmation,
    RequiresAction,
    Processing,
    Canceled,
    Succeeded,
}

/// <param name="IdempotencyKey">Derived from the stored attempt, never made up per try.</param>
/// <param name="AmountCents">At least 50 (USD 0.50), at most 99,999,999.</param>
/// <param name="CustomerId">Whose method it is.</param>
public sealed record OffSessionCharge(
    string IdempotencyKey, long AmountCents, string Description, IReadOnlyDictionary<string, string> Metadata, string CustomerId,
    string PaymentMethodId)
{
    /// <summary>Of the method; a gateway that is told wrongly refuses.</summary>
    public PaymentMethodKind Kind { get; init; } = PaymentMethodKind.Card;
}

using Marketplace.Credits.Ledger.Entries;
using Marketplace.Payments.Gateways;

namespace Marketplace.Payments.TopUps;

/// <param name="IdempotencyKey">Derived from the caller's stored record: one key, one charge.</param>
/// <param name="PaymentMethodId">One that <see cref="PaymentMethods.IPaymentMethods"/> lists for this user.</param>
public sealed record ChargeSavedMethod(string IdempotencyKey, string UserId, CreditAmount Amount, string PaymentMethodId)
{
    /// <summary>What the ledger calls it.</summary>
    public TransactionType Type { get; init; } = TransactionType.TopUp;

    /// <summary>The caller's own record; it comes back in <see cref="TopUpSucceeded"/> and <see cref="TopUpFailed"/>.</summary>
    public string? Reference { get; init; }

    /// <summary>Kept in the metadata of the ledger's transaction, for example <c>triggered_by_purchase</c>.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

public abstract record ChargeResult
{
    private ChargeResult()
    {
    }

    /// <summary>The credits are in the wallet, from now or from before.</summary>
    public sealed record Credited(TopUp TopUp) : ChargeResult;

    /// <summary>The bank is still working on it; <see cref="TopUpSucceeded"/> or <see cref="TopUpFailed"/> follows.</summary>
    public sealed record Processing(TopUp TopUp) : ChargeResult;

    /// <summary>The bank wants its customer, who confirms the same payment on screen with <see cref="TopUp.ClientSecret"/>.</summary>
    public sealed record AuthenticationRequired(TopUp TopUp) : ChargeResult;

    /// <summary>Nothing was charged, and this key never will be.</summary>
    public sealed record Declined(TopUp TopUp, DeclineKind Decline) : ChargeResult;

    /// <summary>It may or may not have been charged: ask again with the same key.</summary>
    public sealed record Unknown(TopUp TopUp) : ChargeResult;

    /// <summary>No gateway can charge that amount.</summary>
    public sealed record InvalidAmount(string Message) : ChargeResult;

    /// <summary>
    /// The customer has bought as much today as they may. Nothing was stored: the key may be used again when the day is over.
    /// </summary>
    public sealed record LimitReached(DailyLimitReached Limit) : ChargeResult;

    public sealed record KeyReused : ChargeResult;
}

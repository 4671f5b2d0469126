using Marketplace.Data;

namespace Marketplace.Credits;

/// <summary>
/// The one ledger of a tenant. Every write takes the caller's transaction, so that money moves together with what it pays for, and an
/// idempotency key: the same key again answers what the first call answered and writes nothing. Double entry, append-only.
/// </summary>
public interface ILedger
{
    /// <summary>A customer without an account has zero.</summary>
    Task<WalletBalance> GetBalanceAsync(string userId, CancellationToken cancellationToken);

    /// <summary>Puts credits into (positive) or takes them out of (negative) a customer's wallet, against a system account.</summary>
    Task<PostResult> PostAsync(UnitOfWork transaction, Posting posting, CancellationToken cancellationToken);

    /// <summary>Reserves credits for a purchase that is not delivered yet.</summary>
    Task<PlaceHoldResult> PlaceHoldAsync(UnitOfWork transaction, HoldRequest request, CancellationToken cancellationToken);

    /// <summary>Takes any part of a hold for good; the rest is released.</summary>
    Task<CaptureHoldResult> CaptureHoldAsync(UnitOfWork transaction, HoldCapture capture, CancellationToken cancellationToken);

    /// <summary>Releases a whole hold. Voiding a voided or expired hold again is <see cref="VoidHoldResult.Voided"/>.</summary>
    Task<VoidHoldResult> VoidHoldAsync(UnitOfWork transaction, string holdId, CancellationToken cancellationToken);
}

/// <param name="Posted">What the entries sum up to.</param>
/// <param name="Held">Reserved by open holds; part of <paramref name="Posted"/>.</param>
public sealed record WalletBalance(CreditAmount Posted, CreditAmount Held)
{
    public CreditAmount Available => Posted - Held;
}

/// <summary>Types of acceptance D15 and O1: TopUp and AutoTopUp are money in; Purchase is a product bought.</summary>
public enum TransactionType
{
    Purchase,
    TopUp,
    AutoTopUp,
    Transfer,
    Earning,
    Deployment,
    Refund,
    AdminAdjustment,
    Bonus,
    Sponsorship,
    Usage,
    Expiry,
    Chargeback,
    Commission,
    Migration,
}

/// <summary>The other side of a customer's entry.</summary>
public enum SystemAccount
{
    /// <summary>Sales to customers.</summary>
    Revenue,

    /// <summary>Money that a payment gateway collected.</summary>
    PaymentClearing,

    /// <summary>Credits given away.</summary>
    Promotions,

    /// <summary>Corrections by an operator.</summary>
    Adjustments,
}

/// <param name="IdempotencyKey">At most 200 characters, unique per tenant.</param>
/// <param name="Amount">Not zero; negative takes from the customer.</param>
/// <param name="Description">Human-readable, for the customer.</param>
/// <param name="Metadata">Facts for machines, for example <c>payment_intent_id</c>.</param>
public sealed record Posting(
    string IdempotencyKey,
    TransactionType Type,
    string UserId,
    CreditAmount Amount,
    SystemAccount Counterpart,
    string Description,
    IReadOnlyDictionary<string, string> Metadata);

public abstract record PostResult
{
    private PostResult()
    {
    }

    /// <param name="Replayed">The key had been used before for the same posting.</param>
    public sealed record Posted(string TransactionId, CreditAmount BalanceAfter, bool Replayed) : PostResult;

    public sealed record InsufficientBalance(CreditAmount Required, CreditAmount Available) : PostResult;

    /// <summary>The key had been used for something else.</summary>
    public sealed record KeyReused : PostResult;
}

using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Holds;
using Marketplace.Credits.Ledger.Postings;
using Marketplace.Credits.Ledger.Reversals;
using Marketplace.Credits.Ledger.Transfers;
using Marketplace.Data;

namespace Marketplace.Credits.Ledger;

/// <summary>
/// The one ledger of a tenant. Every write takes the caller's transaction, so that money moves together with what it pays for, and an
/// idempotency key: the same key again answers what the first call answered and writes nothing. Double entry, append-only.
/// </summary>
public interface ILedger
{
    /// <summary>A customer without an account has zero.</summary>
    Task<WalletBalance> GetBalanceAsync(string userId, CancellationToken cancellationToken, string asset = Assets.Credit);

    /// <summary>As above, once whoever is changing the wallet has finished; nobody changes it until this transaction ends.</summary>
    Task<WalletBalance> LockBalanceAsync(
        UnitOfWork transaction, string userId, CancellationToken cancellationToken, string asset = Assets.Credit);

    /// <summary>Puts credits into (positive) or takes them out of (negative) a customer's wallet, against a system account.</summary>
    Task<PostResult> PostAsync(UnitOfWork transaction, Posting posting, CancellationToken cancellationToken);

    /// <summary>
    /// As above, in a transaction of its own: for what is paid for without anything else being written, such as a metered operation.
    /// </summary>
    Task<PostResult> PostAsync(Posting posting, CancellationToken cancellationToken);

    /// <summary>Moves credits from one customer to another. What arrives keeps its expiry.</summary>
    Task<TransferResult> TransferAsync(UnitOfWork transaction, TransferOrder order, CancellationToken cancellationToken);

    /// <summary>
    /// Undoes an earlier transaction in full or in part, as often as something of it is left. What a customer paid comes back to the lots
    /// it came from. What a customer was given is taken back, from the lots it made first, even where it is spent already: the account may
    /// end below zero, can spend nothing then, and the next credits repay it first.
    /// </summary>
    Task<ReverseResult> ReverseAsync(UnitOfWork transaction, Reversal reversal, CancellationToken cancellationToken);

    /// <summary>
    /// What concerns several customers, in the order in which all writers lock accounts: whoever posts to more than one in a transaction
    /// keeps to it, so that two of them never wait for one another.
    /// </summary>
    Task<IReadOnlyList<T>> InOrderOfLocksAsync<T>(
        UnitOfWork transaction, IReadOnlyCollection<T> items, Func<T, string> userId, CancellationToken cancellationToken);

    /// <summary>Reserves credits for a purchase that is not delivered yet.</summary>
    Task<PlaceHoldResult> PlaceHoldAsync(UnitOfWork transaction, HoldRequest request, CancellationToken cancellationToken);

    /// <summary>Takes any part of a hold for good; the rest is released.</summary>
    Task<CaptureHoldResult> CaptureHoldAsync(UnitOfWork transaction, HoldCapture capture, CancellationToken cancellationToken);

    /// <summary>Releases a whole hold. Voiding a voided or expired hold again is <see cref="VoidHoldResult.Voided"/>.</summary>
    Task<VoidHoldResult> VoidHoldAsync(UnitOfWork transaction, string holdId, CancellationToken cancellationToken);
}

using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Debits;
using Marketplace.Credits.Ledger.Holds;
using Marketplace.Credits.Ledger.Postings;
using Marketplace.Credits.Ledger.Reversals;
using Marketplace.Credits.Ledger.Transfers;
using Marketplace.Data;

namespace Marketplace.Credits.Ledger;

/// <summary>The face of the money actions towards other modules.</summary>
internal sealed class LedgerActions(
    ReadBalance readBalance,
    IDatabase database,
    PostTransaction postTransaction,
    DebitQueue debits,
    TransferCredits transferCredits,
    ReverseTransaction reverseTransaction,
    PlaceHold placeHold,
    CaptureHold captureHold,
    VoidHold voidHold) : ILedger
{
    public Task<WalletBalance> GetBalanceAsync(string userId, CancellationToken cancellationToken, string asset = Assets.Credit) =>
        readBalance.ExecuteAsync(userId, asset, cancellationToken);

    public Task<WalletBalance> LockBalanceAsync(
        UnitOfWork transaction, string userId, CancellationToken cancellationToken, string asset = Assets.Credit) =>
        readBalance.LockAsync(transaction, userId, asset, cancellationToken);

    public Task<PostResult> PostAsync(UnitOfWork transaction, Posting posting, CancellationToken cancellationToken) =>
        postTransaction.ExecuteAsync(transaction, posting, cancellationToken);

    public Task<PostResult> PostAsync(Posting posting, CancellationToken cancellationToken) =>
        posting is { Amount.IsNegative: true, DrawFirst: null }
            ? debits.ExecuteAsync(postTransaction.Check(posting), cancellationToken)
            : database.InTransactionAsync(db => postTransaction.ExecuteAsync(db, posting, cancellationToken), cancellationToken);

    public Task<TransferResult> TransferAsync(UnitOfWork transaction, TransferOrder order, CancellationToken cancellationToken) =>
        transferCredits.ExecuteAsync(transaction, order, cancellationToken);

    public Task<ReverseResult> ReverseAsync(UnitOfWork transaction, Reversal reversal, CancellationToken cancellationToken) =>
        reverseTransaction.ExecuteAsync(transaction, reversal, cancellationToken);

    public Task<PlaceHoldResult> PlaceHoldAsync(UnitOfWork transaction, HoldRequest request, CancellationToken cancellationToken) =>
        placeHold.ExecuteAsync(transaction, request, cancellationToken);

    public Task<CaptureHoldResult> CaptureHoldAsync(UnitOfWork transaction, HoldCapture capture, CancellationToken cancellationToken) =>
        captureHold.ExecuteAsync(transaction, capture, cancellationToken);

    public Task<VoidHoldResult> VoidHoldAsync(UnitOfWork transaction, string holdId, CancellationToken cancellationToken) =>
        voidHold.ExecuteAsync(transaction, holdId, cancellationToken);

    public Task<IReadOnlyList<T>> InOrderOfLocksAsync<T>(
        UnitOfWork transaction, IReadOnlyCollection<T> items, Func<T, string> userId, CancellationToken cancellationToken) =>
        AccountRows.InOrderOfLocksAsync(transaction, items, userId, cancellationToken);
}

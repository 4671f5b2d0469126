using Marketplace.Data;

namespace Marketplace.Credits.Tests.Campaigns;

/// <summary>Breaks in the middle of a batch, as the database does when the process or the connection dies.</summary>
internal sealed class DyingLedger(ILedger ledger) : ILedger
{
    private int _left = int.MaxValue;

    public void DieAfter(int postings) => _left = postings;

    public Task<PostResult> PostAsync(UnitOfWork transaction, Posting posting, CancellationToken cancellationToken) =>
        Interlocked.Decrement(ref _left) >= 0 ? ledger.PostAsync(transaction, posting, cancellationToken) : throw new IOException("The connection is gone.");

    public Task<PostResult> PostAsync(Posting posting, CancellationToken cancellationToken) => ledger.PostAsync(posting, cancellationToken);

    public Task<WalletBalance> GetBalanceAsync(string userId, CancellationToken cancellationToken, string asset = Assets.Credit) =>
        ledger.GetBalanceAsync(userId, cancellationToken, asset);

    public Task<TransferResult> TransferAsync(UnitOfWork transaction, TransferOrder order, CancellationToken cancellationToken) =>
        ledger.TransferAsync(transaction, order, cancellationToken);

    public Task<ReverseResult> ReverseAsync(UnitOfWork transaction, Reversal reversal, CancellationToken cancellationToken) =>
        ledger.ReverseAsync(transaction, reversal, cancellationToken);

    public Task<PlaceHoldResult> PlaceHoldAsync(UnitOfWork transaction, HoldRequest request, CancellationToken cancellationToken) =>
        ledger.PlaceHoldAsync(transaction, request, cancellationToken);

    public Task<CaptureHoldResult> CaptureHoldAsync(UnitOfWork transaction, HoldCapture capture, CancellationToken cancellationToken) =>
        ledger.CaptureHoldAsync(transaction, capture, cancellationToken);

    public Task<VoidHoldResult> VoidHoldAsync(UnitOfWork transaction, string holdId, CancellationToken cancellationToken) =>
        ledger.VoidHoldAsync(transaction, holdId, cancellationToken);
}

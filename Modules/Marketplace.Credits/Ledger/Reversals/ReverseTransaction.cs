using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Expiry;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Credits.Ledger.Writing;
using Marketplace.Data;

namespace Marketplace.Credits.Ledger.Reversals;

/// <summary>
/// Undoes an earlier transaction in full or in part. The customer's account is locked before what is left of the transaction is read, so
/// that two reversals at once cannot undo more than there was.
/// </summary>
internal sealed class ReverseTransaction(WriteTransaction write, TakeExpired takeExpired, TimeProvider time)
{
    public async Task<ReverseResult> ExecuteAsync(UnitOfWork db, Reversal reversal, CancellationToken cancellationToken)
    {
        Guard.Key(reversal.IdempotencyKey);
        Guard.Positive(reversal.Amount);
        if (reversal.Type is not (TransactionType.Refund or TransactionType.Chargeback))
            throw new ArgumentException($"{reversal.Type} is no type of a reversal.", nameof(reversal));
        Guard.Text(reversal.Description, reversal.Metadata);
        var now = time.GetUtcNow();
        var row = new TransactionRow(
            PrefixedId.New("txn", now), reversal.IdempotencyKey, reversal.Hash(), reversal.Type, reversal.Description, reversal.Metadata,
            now)
        {
            ReversesId = reversal.TransactionId,
        };
        if (await ReplayAsync(db, row, cancellationToken) is { } replayed)
            return replayed;
        if (await ReversedRows.FindAsync(db, reversal.TransactionId, cancellationToken) is not { } original)
            return new ReverseResult.NotFound();
        if (original.Type is TransactionType.Transfer or TransactionType.Expiry)
            return new ReverseResult.NotReversible(original.Type);

        var account = await AccountRows.LockByIdAsync(db, original.AccountId, cancellationToken);
        var remaining = original.Amount.Abs() - await ReversedRows.ReversedAsync(
            db, reversal.TransactionId, original.AccountId, cancellationToken);
        if (reversal.Amount > remaining)
            return await ReplayAsync(db, row, cancellationToken) ?? new ReverseResult.ExceedsRemaining(remaining);

        if (!original.Amount.IsNegative)
            account = await takeExpired.ExecuteAsync(db, account, now, cancellationToken, except: reversal.TransactionId);
        var leg = original.Amount.IsNegative
            ? new Leg(account, reversal.Amount, Released: CreditAmount.Zero, new RestoreLots(reversal.TransactionId))
            : new Leg(account, -reversal.Amount, Released: CreditAmount.Zero, new DrawLots(reversal.TransactionId));
        if (!account.Fits(leg.Amount))
            return new ReverseResult.OutOfRange();
        var system = ProportionalShares.Of(
            await ReversedRows.SystemEntriesAsync(db, reversal.TransactionId, account.Asset, cancellationToken), -leg.Amount,
            original.Amount.Abs(), original.Amount.Abs() - remaining);
        return await write.ExecuteAsync(db, row, [leg], system, cancellationToken) is { } accounts
            ? new ReverseResult.Reversed(row.Id, accounts[0].Posted, Replayed: false)
            : (await ReplayAsync(db, row, cancellationToken))!;
    }

    private static async Task<ReverseResult?> ReplayAsync(UnitOfWork db, TransactionRow row, CancellationToken cancellationToken) =>
        await TransactionRows.FindByKeyAsync(db, row.IdempotencyKey, cancellationToken) switch
        {
            null => null,
            { } stored when stored.RequestHash == row.RequestHash =>
                new ReverseResult.Reversed(stored.TransactionId, stored.BalanceAfter, Replayed: true),
            _ => new ReverseResult.KeyReused(),
        };
}

using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Expiry;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Credits.Ledger.Writing;
using Marketplace.Data;

namespace Marketplace.Credits.Ledger.Transfers;

/// <summary>Moves credits from one customer to another, in one transaction with an entry for each.</summary>
internal sealed class TransferCredits(WriteTransaction write, ChooseLots chooseLots, TimeProvider time)
{
    public async Task<TransferResult> ExecuteAsync(UnitOfWork db, TransferOrder order, CancellationToken cancellationToken)
    {
        Guard.Key(order.IdempotencyKey);
        Guard.User(order.FromUserId);
        Guard.User(order.ToUserId);
        Guard.Asset(order.Asset);
        Guard.Positive(order.Amount);
        Guard.Text(order.Description, order.Metadata);
        if (string.Equals(order.FromUserId, order.ToUserId, StringComparison.Ordinal))
            return new TransferResult.SameCustomer();
        var now = time.GetUtcNow();
        var row = new TransactionRow(
            PrefixedId.New("txn", now), order.IdempotencyKey, order.Hash(), TransactionType.Transfer, order.Description, order.Metadata,
            now);
        if (await ReplayAsync(db, row, cancellationToken) is { } replayed)
            return replayed;

        var (locked, receiver) = await AccountRows.OpenBothAsync(db, order.FromUserId, order.ToUserId, order.Asset, now, cancellationToken);
        var (sender, parts) = await chooseLots.ExecuteAsync(
            db, locked, order.Amount, drawFirst: null, now,
            async () => await TransactionRows.FindByKeyAsync(db, row.IdempotencyKey, cancellationToken) is not null, cancellationToken);
        if (parts is null)
            return await ReplayAsync(db, row, cancellationToken) ?? new TransferResult.InsufficientBalance(order.Amount, sender.Available);
        if (!receiver.Fits(order.Amount))
            return new TransferResult.ReceiverFull();
        Leg[] legs =
        [
            new(sender, -order.Amount, Released: CreditAmount.Zero, new DrawParts(parts)),
            new(receiver, order.Amount, Released: CreditAmount.Zero, new ReceiveLots()),
        ];
        return await write.ExecuteAsync(db, row, legs, [], cancellationToken) is { } accounts
            ? new TransferResult.Transferred(row.Id, accounts[0].Posted, Replayed: false)
            : (await ReplayAsync(db, row, cancellationToken))!;
    }

    private static async Task<TransferResult?> ReplayAsync(UnitOfWork db, TransactionRow row, CancellationToken cancellationToken) =>
        await TransactionRows.FindByKeyAsync(db, row.IdempotencyKey, cancellationToken) switch
        {
            null => null,
            { } stored when stored.RequestHash == row.RequestHash =>
                new TransferResult.Transferred(stored.TransactionId, stored.BalanceAfter, Replayed: true),
            _ => new TransferResult.KeyReused(),
        };
}

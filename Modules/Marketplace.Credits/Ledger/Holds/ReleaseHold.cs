using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Credits.Ledger.Writing;
using Marketplace.Data;

namespace Marketplace.Credits.Ledger.Holds;

/// <summary>Makes the credits of a hold that was just closed free again, together with their lots. What is owed is repaid first.</summary>
internal sealed class ReleaseHold(IOutbox outbox)
{
    public async Task ExecuteAsync(UnitOfWork db, HoldRow hold, CancellationToken cancellationToken)
    {
        var account = await AccountRows.LockByIdAsync(db, hold.AccountId, cancellationToken);
        var after = await AccountRows.ChangeAsync(db, account, CreditAmount.Zero, -hold.Amount, cancellationToken);
        await HoldLots.CloseAsync(db, hold.Id, sourceId: hold.Id, back: after.Free - account.Free, cancellationToken);
        await outbox.WriteAsync(db, new WalletChanged(account.Owner, account.Asset, hold.Id), cancellationToken);
    }
}

using Marketplace.AutoTopUp.Settings;
using Marketplace.Data;

namespace Marketplace.AutoTopUp.Overview;

/// <summary>An operator lets it try again, for example after a talk with the customer's bank.</summary>
internal sealed class LiftSuspension(IDatabase database, IAudit audit)
{
    /// <returns>False where nothing was suspended.</returns>
    public Task<bool> ExecuteAsync(string userId, CancellationToken cancellationToken) => database.InTransactionAsync(
        async db =>
        {
            if (await CustomerSettingsRows.LockAsync(db, userId, cancellationToken) is null
                || !await CustomerSettingsRows.LiftSuspensionAsync(db, userId, cancellationToken))
                return false;
            await audit.WriteAsync(db, SuspensionActs.Of(userId), cancellationToken);
            return true;
        },
        cancellationToken);
}

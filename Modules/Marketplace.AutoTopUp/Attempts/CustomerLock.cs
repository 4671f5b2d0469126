using Marketplace.AutoTopUp.Settings;
using Marketplace.Data;

namespace Marketplace.AutoTopUp.Attempts;

/// <summary>
/// Nothing is charged by itself for a customer whom an administrator locked. Their settings stay: unlocked, they count again.
/// </summary>
internal sealed class CustomerLock(IDatabase database, TimeProvider time, IUserDirectory? users = null)
{
    /// <summary>False where nobody knows who is locked.</summary>
    public async Task<bool> HoldsAsync(string userId, CancellationToken cancellationToken) =>
        users is not null && await users.FindAsync(userId, cancellationToken) is { IsLocked: true };

    /// <summary>
    /// Stops the open attempt of a customer who is locked, as if they had switched off: what was not sent is cancelled, what was is only
    /// looked for, and what waits for its customer is released.
    /// </summary>
    /// <returns>Whether the customer is locked.</returns>
    public async Task<bool> StopAsync(string userId, CancellationToken cancellationToken)
    {
        if (!await HoldsAsync(userId, cancellationToken))
            return false;
        await database.InTransactionAsync(
            async db =>
            {
                await CustomerSettingsRows.LockAsync(db, userId, cancellationToken);
                await AttemptRows.CancelUnsentAsync(db, userId, time.GetUtcNow(), cancellationToken);
            },
            cancellationToken);
        return true;
    }
}

using Marketplace.Data;
using Marketplace.Users.Accounts;
using Microsoft.Extensions.Logging;

namespace Marketplace.Users.Administration;

/// <summary>Locks a user out until they are unlocked; their sessions end at once. Or lifts any lock.</summary>
internal sealed class LockUser(IDatabase database, IAudit audit, SessionMemory sessions, ILogger<LockUser> logger)
{
    public Task<UserChangeResult> LockAsync(string actorId, string userId, CancellationToken cancellationToken) =>
        ChangeAsync(
            actorId,
            userId,
            UserActs.Locked,
            UserChangeRules.CheckLock,
            // A new security stamp ends the sessions.
            "update users set lockout_end = @forever, security_stamp = @stamp, concurrency_stamp = @stamp where id = @userId",
            cancellationToken);

    public Task<UserChangeResult> UnlockAsync(string actorId, string userId, CancellationToken cancellationToken) =>
        ChangeAsync(
            actorId,
            userId,
            UserActs.Unlocked,
            UserChangeRules.CheckTouch,
            "update users set lockout_end = null, access_failed_count = 0, concurrency_stamp = @stamp where id = @userId",
            cancellationToken);

    private async Task<UserChangeResult> ChangeAsync(
        string actorId, string userId, string act, Func<UserChange, UserChangeRefusal?> check, string sql,
        CancellationToken cancellationToken)
    {
        var result = await database.InTransactionAsync<UserChangeResult>(
            async db =>
            {
                if (await UserChanges.BeginAsync(db, actorId, userId, cancellationToken) is not { } change)
                    return new UserChangeResult.NotFound();
                if (check(change) is { } refusal)
                    return new UserChangeResult.Refused(refusal);
                await db.ExecuteAsync(sql, new { userId, forever = User.Forever, stamp = Guid.NewGuid().ToString("N") }, cancellationToken);
                await audit.WriteAsync(db, UserActs.Of(act, actorId, userId), cancellationToken);
                return new UserChangeResult.Changed();
            },
            x => x is UserChangeResult.Changed,
            cancellationToken);
        sessions.Forget(userId);
        logger.LogInformation("{Actor} changed the lock of {User}: {Result}", actorId, userId, result);
        return result;
    }
}

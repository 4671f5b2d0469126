using Marketplace.Data;
using Marketplace.Users.Accounts;
using Marketplace.Users.Mails;

namespace Marketplace.Users.Administration;

/// <summary>Mails somebody a link to choose a new password, because another person asked for it.</summary>
internal sealed class SendResetLink(UserAccounts users, AccountMails mails, IDatabase database, IOutbox outbox, IAudit audit)
{
    public async Task<UserChangeResult> ExecuteAsync(string actorId, string userId, CancellationToken cancellationToken)
    {
        if (await users.FindByIdAsync(userId) is not { } user)
            return new UserChangeResult.NotFound();
        return await database.InTransactionAsync<UserChangeResult>(
            async db =>
            {
                if (await UserChanges.BeginAsync(db, actorId, userId, cancellationToken) is not { } change)
                    return new UserChangeResult.NotFound();
                if (UserChangeRules.CheckTouch(change) is { } refusal)
                    return new UserChangeResult.Refused(refusal);
                await outbox.WriteAsync(db, mails.Compose(user, AccountMailKind.PasswordReset), cancellationToken);
                await audit.WriteAsync(db, UserActs.Of(UserActs.ResetSent, actorId, userId, after: user.Email), cancellationToken);
                return new UserChangeResult.Changed();
            },
            x => x is UserChangeResult.Changed,
            cancellationToken);
    }
}

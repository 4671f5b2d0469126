using Marketplace.Data;
using Marketplace.TfpMigration.Runs;

namespace Marketplace.TfpMigration.Approvals;

/// <summary>Whether a run would bring over the wallet of who begins or approves it, under whatever address of their mailbox.</summary>
internal sealed class OwnWallet(IUserDirectory users)
{
    public async Task<bool> IsAmongAsync(DbSession db, string runId, string userId, CancellationToken cancellationToken)
    {
        if (await users.FindAsync(userId, cancellationToken) is not { } user)
            return false;
        var mailbox = SamePerson.MailboxOf(user.Email);
        return (await UserRows.ListAddressesAsync(db, runId, cancellationToken)).Any(x => SamePerson.MailboxOf(x) == mailbox);
    }
}

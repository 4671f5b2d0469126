using Marketplace.Data;

namespace Marketplace.Credits.Transfers;

/// <summary>
/// Finds who is meant. Sending must tell an unknown address from a known one, so a sender gets only a few unknown ones a day, and none
/// before they have the credits to send. An account whose address nobody has confirmed is unknown: it may be somebody else's address.
/// </summary>
internal sealed class FindRecipient(IUserDirectory users, IDatabase database, TimeProvider time)
{
    public const int UnknownPerDay = 10;

    /// <returns>The recipient, or why not.</returns>
    public async Task<(UserSummary? Recipient, TransferRefusal? Refusal)> ExecuteAsync(
        UserSummary sender, string to, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using (var db = await database.OpenAsync(cancellationToken))
        {
            if (await TransferDays.ReadUnknownAsync(db, sender.Id, now, cancellationToken) >= UnknownPerDay)
                return (null, new TransferRefusal.TooManyUnknown());
        }

        var found = to.Contains('@', StringComparison.Ordinal)
            ? await users.FindByEmailAsync(to, cancellationToken)
            : await users.FindAsync(to, cancellationToken);
        if (found is null || found.IsLocked || (!found.EmailConfirmed && found.Id != sender.Id))
        {
            await database.InTransactionAsync(db => TransferDays.AddUnknownAsync(db, sender.Id, now, cancellationToken), cancellationToken);
            return (null, new TransferRefusal.UnknownRecipient());
        }

        return found.Id == sender.Id ? (null, new TransferRefusal.ToOneself()) : (found, null);
    }
}

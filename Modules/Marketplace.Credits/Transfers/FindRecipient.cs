using Marketplace.Data;

namespace Marketplace.Credits.Transfers;

/// <summary>
/// Finds who is meant. Sending must tell an unknown address from a known one, so a sender gets only a few unknown ones a day, and none
/// before they have the credits to send. An account whose address nobody has confirmed is unknown: it may be somebody else's address.
/// </summary>
internal sealed class FindRecipient(IUserDirectory users, IDatabase database, TimeProvider time)
{
    public const int UnknownPerDay = 10;

    /// <summary>
    /// Counts first and takes it back where somebody was found: look-ups at once cannot overtake the count, and wait for one another rather
    /// than be refused for those that are under way.
    /// </summary>
    /// <returns>The recipient, or why not.</returns>
    public Task<(UserSummary? Recipient, TransferRefusal? Refusal)> ExecuteAsync(
        UserSummary sender, string to, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db => await TransferDays.TryAddUnknownAsync(db, sender.Id, UnknownPerDay, time.GetUtcNow(), cancellationToken)
                ? await LookUpAsync(sender, to, cancellationToken)
                : (null, new TransferRefusal.TooManyUnknown()),
            static x => x.Refusal is TransferRefusal.UnknownRecipient,
            cancellationToken);

    private async Task<(UserSummary? Recipient, TransferRefusal? Refusal)> LookUpAsync(
        UserSummary sender, string to, CancellationToken cancellationToken)
    {
        var found = to.Contains('@', StringComparison.Ordinal)
            ? await users.FindByEmailAsync(to, cancellationToken)
            : await users.FindAsync(to, cancellationToken);
        if (found is null || found.IsLocked || (!found.EmailConfirmed && found.Id != sender.Id))
            return (null, new TransferRefusal.UnknownRecipient());
        return found.Id == sender.Id ? (null, new TransferRefusal.ToOneself()) : (found, null);
    }
}

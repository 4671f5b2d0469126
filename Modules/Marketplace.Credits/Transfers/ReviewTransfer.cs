using Marketplace.Credits.Ledger;
using Marketplace.Data;

namespace Marketplace.Credits.Transfers;

/// <summary>What would happen, before it does.</summary>
/// <param name="BalanceAfter">The sender's, if nothing else happens before.</param>
internal sealed record TransferReview(UserSummary Sender, UserSummary Recipient, CreditAmount Amount, CreditAmount BalanceAfter);

/// <summary>
/// Checks a transfer without moving anything: what the confirmation shows. Money comes first, so that an empty wallet learns nothing of
/// addresses.
/// </summary>
internal sealed class ReviewTransfer(
    ILedger ledger, TransferSettings settings, FindRecipient findRecipient, IUserDirectory users, IDatabase database, TimeProvider time)
{
    /// <returns>The review, or why not.</returns>
    public async Task<(TransferReview? Review, TransferRefusal? Refusal)> ExecuteAsync(
        string senderId, string to, CreditAmount amount, CancellationToken cancellationToken)
    {
        if (!settings.Enabled)
            return (null, new TransferRefusal.Off());
        if (await users.FindAsync(senderId, cancellationToken) is not { IsLocked: false } sender)
            return (null, new TransferRefusal.SenderLocked());
        var available = (await ledger.GetBalanceAsync(senderId, cancellationToken)).Available;
        if (await CheckAmountAsync(senderId, amount, available, cancellationToken) is { } tooMuch)
            return (null, tooMuch);
        var (recipient, refusal) = await findRecipient.ExecuteAsync(sender, to, cancellationToken);
        return recipient is null ? (null, refusal) : (new TransferReview(sender, recipient, amount, available - amount), null);
    }

    private async Task<TransferRefusal?> CheckAmountAsync(
        string senderId, CreditAmount amount, CreditAmount available, CancellationToken cancellationToken)
    {
        if (amount > settings.Most)
            return new TransferRefusal.AboveMaximum(settings.Most);
        if (amount > available)
            return new TransferRefusal.TooLow(amount, available);
        await using var db = await database.OpenAsync(cancellationToken);
        return TransferRules.CheckDay(
            settings, amount, await TransferDays.ReadSentAsync(db, senderId, time.GetUtcNow(), cancellationToken));
    }
}

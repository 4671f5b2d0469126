using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.Credits.Transfers;

/// <summary>Confirms a transfer to whoever sent it, and tells whoever received it.</summary>
[StoredName("Marketplace.Credits.TellOfTransfer")]
[Delivery(Lane.Work)]
internal sealed class TellOfTransfer(
    IUserDirectory users, INotifier notifier, IDatabase database, CreditUnit unit, IStringLocalizer<TellOfTransfer> text)
    : IEventHandler<CreditsTransferred>
{
    public async Task HandleAsync(CreditsTransferred @event, string eventId, CancellationToken cancellationToken)
    {
        var both = await users.FindManyAsync([@event.FromUserId, @event.ToUserId], cancellationToken);
        if (!both.TryGetValue(@event.FromUserId, out var sender) || !both.TryGetValue(@event.ToUserId, out var recipient))
            return;
        var shown = @event.ById ? recipient.Id : recipient.Email;
        await database.InTransactionAsync(
            async db =>
            {
                await notifier.NotifyAsync(
                    db, Of(CreditsNotifications.TransferSent, sender.Id, ("recipient", shown), () => text["Your note: {0}", @event.Note]),
                    cancellationToken);
                await notifier.NotifyAsync(
                    db, Of(
                        CreditsNotifications.TransferReceived, recipient.Id, ("sender", sender.Email),
                        () => text["Their note: {0}", @event.Note]), cancellationToken);
            },
            cancellationToken);

        Notification Of(string kind, string userId, (string Name, string Email) other, Func<string> note) => new(
            kind,
            userId,
            eventId,
            () => new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["amount"] = unit.Format(@event.Amount),
                [other.Name] = other.Email,
                // Notes of before were not looked at.
                ["note"] = @event.Note.Length > 0 && !NameRules.HasAddress(@event.Note) ? note() : "",
                ["transaction"] = @event.TransactionId,
            },
            CreditsNotifications.Wallet);
    }
}

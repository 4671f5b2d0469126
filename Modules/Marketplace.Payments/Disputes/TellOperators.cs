using System.Globalization;
using Marketplace.Data;
using Marketplace.Payments.MoneyBack;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Disputes;

/// <summary>Tells every administrator that a dispute waits for an answer.</summary>
[StoredName("Marketplace.Payments.TellOperators")]
[Delivery(Lane.Work)]
internal sealed class TellOperators(
    INotifier notifier, IDatabase database, IStringLocalizer<TellOperators> text, IUserDirectory? users = null)
        : IEventHandler<DisputeOpened>
{
    public async Task HandleAsync(DisputeOpened @event, string eventId, CancellationToken cancellationToken)
    {
        if (users is null || await FindAsync(@event.DisputeId, cancellationToken) is not { } dispute)
            return;
        var customer = await users.FindAsync(@event.UserId, cancellationToken);
        Dictionary<string, string> Values() => new(StringComparer.Ordinal)
        {
            ["amount"] = new Usd(dispute.AmountCents).Format(),
            ["customer"] = customer?.Email ?? @event.UserId,
            ["reason"] = dispute.Reason.Replace('_', ' '),
            ["due"] = dispute.DueAt?.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)
                ?? text["the date that the payment provider names"],
        };
        string? after = null;
        IReadOnlyList<UserSummary> page;
        do
        {
            page = await users.ListAsync(new UserListing(UserListing.MaxLimit, after, Roles.Administrator), cancellationToken);
            await database.InTransactionAsync(
                async db =>
                {
                    foreach (var user in page)
                    {
                        var told = new Notification(
                            DisputeNotifications.ToAnswer, user.Id, $"{dispute.Id}:to-answer", Values,
                            $"~/admin/payments/{@event.TopUpId}");
                        await notifier.NotifyAsync(db, told, cancellationToken);
                    }
                },
                cancellationToken);
            after = page.Count == 0 ? null : page[^1].Id;
        }
        while (page.Count == UserListing.MaxLimit);
    }

    private async Task<DisputeRow?> FindAsync(string disputeId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await DisputeRows.FindAsync(db, disputeId, cancellationToken);
    }
}

using Marketplace.Data;
using Marketplace.Notifications.Deliveries;
using Marketplace.Notifications.Kinds;
using Marketplace.Notifications.Preferences;
using Marketplace.Notifications.Templates;

namespace Marketplace.Notifications.Notices;

/// <summary>
/// The unique rows decide who comes first; whatever is told is rendered here, so that a template that changes later, or a value that is
/// gone by then, changes nothing. It is written in the language of whoever reads it.
/// </summary>
internal sealed class Notifier(
    KindCatalogue kinds, TemplateStore templates, PreferenceStore preferences, Readers readers, IOutbox outbox, ITenant tenant,
    TimeProvider time)
        : INotifier
{
    private const int LongestEventId = 200;

    public async Task<bool> NotifyAsync(UnitOfWork transaction, Notification notification, CancellationToken cancellationToken)
    {
        (await readers.LanguageOfAsync(transaction, notification.UserId, cancellationToken)).Speak();
        var kind = kinds.Find(notification.Kind)
            ?? throw new ArgumentException($"No module declares notifications of the kind {notification.Kind}.", nameof(notification));
        var given = notification.Values;
        Check(kind, notification, given);
        var channels = await preferences.ChannelsOfAsync(transaction, kind, notification.UserId, cancellationToken);
        var template = await templates.FindAsync(transaction, kind, cancellationToken);
        var values = new Dictionary<string, string>(given, StringComparer.Ordinal) { [TemplateText.Site] = tenant.DisplayName };
        var now = time.GetUtcNow();
        var notice = new
        {
            id = PrefixedId.New(Notice.Prefix, now),
            kind = kind.Id,
            category = kind.Category.Id,
            notification.UserId,
            notification.EventId,
            subject = RenderTemplate.Subject(template.Subject, values),
            html = RenderTemplate.Html(template.Body, values),
            notification.Link,
            linkText = notification.Link is null ? null : kind.LinkText,
            inApp = channels.HasFlag(NotificationChannels.App),
            maker = notification.Attachment?.Maker,
            reference = notification.Attachment?.Reference,
            now,
        };
        var added = await transaction.ExecuteAsync(
            """
            insert into notices
              (id, kind, category, user_id, event_id, subject, html, link, link_text, in_app, attachment_maker, attachment_reference,
              created_at)
            values (@id, @kind, @category, @UserId, @EventId, @subject, @html, @Link, @linkText, @inApp, @maker, @reference, @now)
            on conflict (event_id, user_id) do nothing
            """,
            notice,
            cancellationToken);
        if (added == 0)
            return false;
        if (notice.inApp)
            await AddAsync(transaction, notice.id, notification, NotificationChannels.App, DeliveryState.Sent, cancellationToken);
        if (channels.HasFlag(NotificationChannels.Mail))
        {
            var delivery = await AddAsync(
                transaction, notice.id, notification, NotificationChannels.Mail, DeliveryState.Waiting, cancellationToken);
            await outbox.WriteAsync(transaction, new NoticeMailDue(delivery), cancellationToken);
        }

        return true;
    }

    private async Task<string> AddAsync(
        UnitOfWork db, string noticeId, Notification notification, NotificationChannels channel, DeliveryState state,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var id = PrefixedId.New(Delivery.Prefix, now);
        await db.ExecuteAsync(
            """
            insert into notice_deliveries (id, notice_id, event_id, user_id, channel, state, attempts, created_at, done_at)
            values (@id, @noticeId, @EventId, @UserId, @channel, @state, 0, @now, @done)
            """,
            new
            {
                id, noticeId, notification.EventId, notification.UserId, channel = channel.ToString(), state = state.ToString(), now,
                done = state == DeliveryState.Sent ? now : (DateTimeOffset?)null,
            },
            cancellationToken);
        return id;
    }

    private static void Check(NotificationKind kind, Notification notification, IReadOnlyDictionary<string, string> values)
    {
        if (notification.EventId.Length is 0 or > LongestEventId)
            throw new ArgumentException($"The event's id must have 1 to {LongestEventId} characters.", nameof(notification));
        if (notification.UserId.Length == 0)
            throw new ArgumentException("A notification needs somebody to tell.", nameof(notification));
        if (notification.Link?.StartsWith("~/", StringComparison.Ordinal) == false)
            throw new ArgumentException(
                $"{notification.Link} is not a link inside the tenant: it must begin with ~/.", nameof(notification));
        var missing = kind.Values.Select(x => x.Name).Where(x => !values.ContainsKey(x)).ToList();
        if (missing.Count > 0)
            throw new ArgumentException($"The notification {kind.Id} needs {string.Join(", ", missing)}.", nameof(notification));
    }
}

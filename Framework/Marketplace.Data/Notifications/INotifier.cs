namespace Marketplace.Data;

/// <summary>Tells people something, in the transaction that makes it true. The module Notifications implements it.</summary>
public interface INotifier
{
    /// <summary>
    /// Stores the notification for every channel that the kind and the person's choices allow. One event reaches one person once on each
    /// channel: a second call with the same <see cref="Notification.EventId"/> and <see cref="Notification.UserId"/> does nothing. Mails
    /// leave after the commit, are tried again after growing pauses, and show among the deliveries of the admin portal.
    /// </summary>
    /// <returns>False where this person was told of this event before.</returns>
    /// <exception cref="ArgumentException">The kind is not declared, one of its values is missing, or the link is not one inside the
    /// tenant.</exception>
    Task<bool> NotifyAsync(UnitOfWork transaction, Notification notification, CancellationToken cancellationToken);
}

/// <param name="Kind">The id of a <see cref="Abstractions.NotificationKind"/>.</param>
/// <param name="UserId">Who is told.</param>
/// <param name="EventId">
/// What it is about, the same in every repetition: an outbox event's id or the id of a stored row. Two kinds about one row need two ids,
/// for example <c>pay_1:receipt</c>. At most 200 characters.
/// </param>
/// <param name="Words">
/// A text for every value that the kind declares. It is called when the reader's language is spoken: values that are looked up, or days
/// with a month's name, belong in here. It may be called more than once.
/// </param>
/// <param name="Link">Where the person can act on it, inside the tenant: <c>~/dashboard/wallet</c>.</param>
public sealed record Notification(
    string Kind, string UserId, string EventId, Func<IReadOnlyDictionary<string, string>> Words, string? Link = null)
{
    /// <param name="values">A text for every value that the kind declares, the same in every language.</param>
    public Notification(
        string kind, string userId, string eventId, IReadOnlyDictionary<string, string> values, string? link = null)
        : this(kind, userId, eventId, () => values, link)
    {
    }

    /// <summary>In the language that is spoken now.</summary>
    public IReadOnlyDictionary<string, string> Values => Words();

    /// <summary>A file that its mail carries; null: none.</summary>
    public NotificationAttachment? Attachment { get; init; }
}

/// <param name="Maker">The id of an <see cref="Abstractions.IAttachmentMaker"/>.</param>
/// <param name="Reference">What it makes the file of: the id of a stored row.</param>
public sealed record NotificationAttachment(string Maker, string Reference);

using Marketplace.Data;

namespace Marketplace.Content.Legal;

/// <summary>Mails the accepted text, word for word, to whoever accepted it.</summary>
[StoredName("Marketplace.Content.MailAcceptedTerms")]
[Delivery(Lane.Work)]
internal sealed class MailAcceptedTerms(IDatabase database, INotifier notifier) : IEventHandler<TermsDecided>
{
    public Task HandleAsync(TermsDecided @event, string eventId, CancellationToken cancellationToken) => database.InTransactionAsync(
        async db =>
        {
            var decision = await db.QuerySingleOrDefaultAsync<TermsDecision>(
                $"select {TermsStandings.Columns} from content_terms_decisions d where d.id = @DecisionId and d.is_accepted = @yes",
                new { @event.DecisionId, yes = true }, cancellationToken);
            if (decision is null)
                return;
            var told = new Notification(
                TermsNotifications.Accepted, decision.UserId, $"{decision.Id}:accepted",
                () => new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["title"] = decision.Title, ["day"] = decision.At.UtcDateTime.InWords("d MMM yyyy"), ["hash"] = decision.Hash,
                },
                TermsOfUse.Page)
            { Attachment = new NotificationAttachment(TermsAttachment.Maker, TermsText.KeyOf(decision.ItemId, decision.Version)) };
            await notifier.NotifyAsync(db, told, cancellationToken);
        },
        cancellationToken);
}

/// <summary>
/// Tells everybody who accepted older terms of the new ones, some at a time: the next ones are told by an event of their own, so that a
/// large site takes no transaction that never ends.
/// </summary>
[StoredName("Marketplace.Content.TellOfTerms")]
[Delivery(Lane.Work)]
internal sealed class TellOfTerms(IDatabase database, INotifier notifier, IOutbox outbox) : IEventHandler<TermsAnnounced>
{
    public const int AtOnce = 200;

    public Task HandleAsync(TermsAnnounced @event, string eventId, CancellationToken cancellationToken) => database.InTransactionAsync(
        async db =>
        {
            // Taken back or planned anew since: whoever was not told yet hears of the new plan alone.
            if (await db.ScalarAsync<string>(
                """
                select a.item_id from content_terms_announcements a
                join content_items i on i.id = a.item_id and i.planned_version = a.version and i.publish_at = a.applies_at
                where a.item_id = @ItemId and a.version = @Version and a.applies_at = @AppliesAt
                """,
                new { @event.ItemId, @event.Version, @event.AppliesAt }, cancellationToken) is null
                || await TermsTexts.FindAsync(db, @event.ItemId, @event.Version, cancellationToken) is not { } text)
                return;
            var people = await db.QueryAsync<string>(
                $"""
                select distinct user_id from content_terms_decisions
                where item_id = @ItemId and is_accepted = @yes and user_id > @After order by user_id limit {AtOnce}
                """,
                new { @event.ItemId, @event.After, yes = true }, cancellationToken);
            var isNew = false;
            foreach (var person in people)
                isNew |= await notifier.NotifyAsync(db, About(@event, text, person), cancellationToken);
            // Where all were told before, the transaction that told them wrote the next event too.
            if (people.Count == AtOnce && isNew)
                await outbox.WriteAsync(db, @event with { After = people[^1] }, cancellationToken);
        },
        cancellationToken);

    private static Notification About(TermsAnnounced announced, TermsText text, string person) =>
        new(
            TermsNotifications.Announced, person, $"{text.Key}:{announced.AppliesAt.ToUnixTimeSeconds()}",
            () => new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["title"] = text.Title, ["day"] = announced.AppliesAt.UtcDateTime.InWords("d MMM yyyy"),
            },
            TermsOfUse.Page)
        { Attachment = new NotificationAttachment(TermsAttachment.Maker, text.Key) };
}

/// <summary>The text as a file. Its SHA-256 is the one that is kept with each acceptance.</summary>
internal sealed class TermsAttachment(TermsTexts texts) : IAttachmentMaker
{
    public const string Maker = "content.terms";

    public string Id => Maker;

    /// <param name="reference">A <see cref="TermsText.Key"/>.</param>
    public async Task<MailAttachment?> MakeAsync(string reference, CancellationToken cancellationToken) =>
        TermsText.ReadKey(reference) is var (itemId, version)
            && await texts.FindAsync(itemId, version, cancellationToken) is { } text
            ? new MailAttachment($"terms-{text.Language}-{text.Version}.txt", "text/plain; charset=utf-8", text.Bytes)
            : null;
}

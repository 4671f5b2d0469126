using Acme.Greetings.Guestbook;
using Marketplace.Data;

namespace Acme.Greetings.Answers;

[StoredName("Acme.Greetings.AnswerGreeting")]
[Delivery(Lane.Work)]
internal sealed class AnswerGreeting(IDatabase database, ITenant tenant, INotifier notifier) : IEventHandler<GreetingLeft>
{
    public Task HandleAsync(GreetingLeft @event, string eventId, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db =>
            {
                var answer = tenant.Settings.Get<GreetingSettings>(GreetingSettings.Section).Answer;
                // A second delivery of the same event finds the answer and changes nothing.
                var answered = await db.ExecuteAsync(
                    "update acme_greetings set answer = @answer where id = @GreetingId and answer is null",
                    new { answer, @event.GreetingId },
                    cancellationToken);
                if (answered == 1 && @event.AuthorId is { } author)
                    await notifier.NotifyAsync(db, Tell(author, answer, eventId), cancellationToken);
            },
            cancellationToken);

    private static Notification Tell(string author, string answer, string eventId) =>
        new(
            GreetingNotifications.Answered,
            author,
            eventId,
            new Dictionary<string, string>(StringComparer.Ordinal) { ["answer"] = answer },
            "~/dashboard/greetings");
}

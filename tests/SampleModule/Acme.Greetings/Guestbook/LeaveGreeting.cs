using Marketplace.Data;

namespace Acme.Greetings.Guestbook;

internal sealed class LeaveGreeting(IDatabase database, IOutbox outbox, GreetingMetrics metrics, TimeProvider time)
{
    public const int LongestText = 200;

    /// <param name="text">1 to <see cref="LongestText"/> characters.</param>
    public async Task<Greeting> ExecuteAsync(string text, string? authorId, CancellationToken cancellationToken)
    {
        var greeting = new Greeting(PrefixedId.New("grt", time), text, time.GetUtcNow(), authorId, Answer: null);
        await database.InTransactionAsync(
            async db =>
            {
                await db.ExecuteAsync(
                    "insert into acme_greetings (id, text, created_at, author_id) values (@Id, @Text, @CreatedAt, @AuthorId)",
                    greeting,
                    cancellationToken);
                // Both are stored, or neither.
                await outbox.WriteAsync(db, new GreetingLeft(greeting.Id, authorId), cancellationToken);
            },
            cancellationToken);
        metrics.Left();
        return greeting;
    }
}

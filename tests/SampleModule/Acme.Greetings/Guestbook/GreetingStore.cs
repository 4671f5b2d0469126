using Marketplace.Data;

namespace Acme.Greetings.Guestbook;

internal sealed class GreetingStore(IDatabase database, TimeProvider time)
{
    public async Task<IReadOnlyList<Greeting>> ListAsync(CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        return await session.QueryAsync<Greeting>(
            "select id, text, created_at from acme_greetings order by id desc limit 50", cancellationToken: cancellationToken);
    }

    public Task<Greeting> AddAsync(string text, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db =>
            {
                var greeting = new Greeting(PrefixedId.New("grt", time), text, time.GetUtcNow());
                await db.ExecuteAsync(
                    "insert into acme_greetings (id, text, created_at) values (@Id, @Text, @CreatedAt)", greeting, cancellationToken);
                return greeting;
            },
            cancellationToken);

    /// <returns>False when there is no such greeting.</returns>
    public async Task<bool> RemoveAsync(string id, CancellationToken cancellationToken) =>
        await database.InTransactionAsync(
            db => db.ExecuteAsync("delete from acme_greetings where id = @id", new { id }, cancellationToken), cancellationToken) == 1;

    /// <returns>How many were removed.</returns>
    public Task<int> RemoveBeforeAsync(DateTimeOffset time, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            db => db.ExecuteAsync("delete from acme_greetings where created_at < @time", new { time }, cancellationToken),
            cancellationToken);
}

using Marketplace.Data;

namespace Acme.Greetings.Guestbook;

/// <param name="Before">Only greetings that are older than this one.</param>
internal sealed record GreetingFilter(string? AuthorId = null, bool WaitingOnly = false, string? Before = null);

internal sealed record GreetingPage(IReadOnlyList<Greeting> Greetings, bool HasMore)
{
    public static readonly GreetingPage Empty = new([], HasMore: false);
}

internal sealed class GreetingStore(IDatabase database)
{
    private const int PageSize = 25;

    /// <returns>The newest first.</returns>
    public async Task<GreetingPage> ListAsync(GreetingFilter filter, CancellationToken cancellationToken)
    {
        var conditions = new List<string> { "1 = 1" };
        if (filter.AuthorId is not null)
            conditions.Add("author_id = @AuthorId");
        if (filter.WaitingOnly)
            conditions.Add("answer is null");
        if (filter.Before is not null)
            conditions.Add("id < @Before");
        await using var session = await database.OpenAsync(cancellationToken);
        var found = await session.QueryAsync<Greeting>(
            $"""
            select id, text, created_at, author_id, answer from acme_greetings
            where {string.Join(" and ", conditions)} order by id desc limit {PageSize + 1}
            """,
            filter,
            cancellationToken);
        return new GreetingPage([.. found.Take(PageSize)], found.Count > PageSize);
    }

    /// <returns>How many were left before <paramref name="time"/> and have no answer.</returns>
    public async Task<int> CountWaitingAsync(DateTimeOffset time, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        return await session.QuerySingleAsync<int>(
            "select count(*) from acme_greetings where answer is null and created_at < @time", new { time }, cancellationToken);
    }

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

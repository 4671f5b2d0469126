using Marketplace.Data;

namespace Marketplace.Notifications.Deliveries;

/// <param name="Query">A user's id, or a part of their name or address; an event's id, or a part of a subject.</param>
/// <param name="Before">The cursor of the page before; null begins.</param>
internal sealed record DeliveryFilter(string? Query, DeliveryState? State, NotificationChannels? Channel, string? Before);

/// <param name="Next">Cursor of the next page, or null at the end.</param>
internal sealed record DeliveryPage(IReadOnlyList<Delivery> Deliveries, string? Next);

/// <summary>What was sent to whom, newest first.</summary>
internal sealed class ListDeliveries(IDatabase database, IUserDirectory? users = null)
{
    public async Task<DeliveryPage> ExecuteAsync(DeliveryFilter filter, int limit, CancellationToken cancellationToken)
    {
        var people = filter.Query is { } query ? await users.FindIdsAsync(query, cancellationToken) : [];
        await using var db = await database.OpenAsync(cancellationToken);
        var rows = await db.QueryAsync<Delivery>(
            $"""
             select d.id, d.notice_id, n.kind, d.event_id, d.user_id, n.subject, d.channel, d.state, d.attempts, d.address, d.error,
             d.created_at, d.done_at
             from notice_deliveries d join notices n on n.id = d.notice_id
             where 1 = 1 {Condition(db, filter, people)}
             order by d.id desc limit @limit
             """,
            new
            {
                state = filter.State?.ToString(), channel = filter.Channel?.ToString(), before = filter.Before, query = filter.Query,
                    people = people.ToArray(),
                pattern = "%" + Escape(filter.Query ?? "") + "%", limit = limit + 1,
            },
            cancellationToken);
        var page = rows.Take(limit).ToList();
        return new DeliveryPage(page, rows.Count > limit ? page[^1].Id : null);
    }

    public async Task<int> CountGivenUpAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.ScalarAsync<int>("select count(*) from notice_deliveries where state = 'GivenUp'", null, cancellationToken);
    }

    private static string Condition(DbSession db, DeliveryFilter filter, IReadOnlyList<string> people)
    {
        var conditions = "";
        if (filter.State is not null)
            conditions += " and d.state = @state";
        if (filter.Channel is not null)
            conditions += " and d.channel = @channel";
        if (filter.Before is not null)
            conditions += " and d.id < @before";
        // Somebody's whole address means that person and nothing else.
        if (filter.Query is not null && !people.Contains(filter.Query.Trim(), StringComparer.Ordinal))
            conditions += $" and {db.Dialect.In("d.user_id", "people")}";
        else if (filter.Query is not null)
            conditions += $""" and ({db.Dialect.In("d.user_id", "people")} or d.event_id = @query or d.address = @query or """
                + $"""{db.Dialect.Lower("n.subject")} like {db.Dialect.Lower("@pattern")} escape '\')""";
        return conditions;
    }

    private static string Escape(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal);
}

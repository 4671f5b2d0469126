using System.Globalization;
using Marketplace.Data;
using Marketplace.Stripe.Webhooks;

namespace Marketplace.Stripe.Log;

/// <summary>Reads what arrived from Stripe, newest first.</summary>
internal sealed class EventLog(IDatabase database)
{
    private const string Columns =
        "event_id, type, object_id, payment_intent_id, status, result, detail, deliveries, received_at, processed_at";

    /// <summary>What neither was applied nor will be without somebody's doing, unless Stripe delivers it again.</summary>
    private const string Unapplied = "status in ('Failed', 'Received')";

    public async Task<EventPage> ListAsync(EventFilter filter, int limit, CancellationToken cancellationToken)
    {
        var before = EventCursor.Parse(filter.Before);
        await using var db = await database.OpenAsync(cancellationToken);
        var rows = await db.QueryAsync<LoggedEvent>(
            $"""
             select {Columns} from stripe_events
             where 1 = 1 {Condition(filter, before is not null)}
             order by received_at desc, event_id desc limit @limit
             """,
            new
            {
                status = filter.Status?.ToString(), filter.UnappliedBefore, query = filter.Query,
                    pattern = Escape(filter.Query ?? "") + "%", at = before?.At, id = before?.Id, limit = limit + 1,
            },
            cancellationToken);
        var page = rows.Take(limit).ToList();
        return new EventPage(page, rows.Count > limit ? new EventCursor(page[^1].ReceivedAt, page[^1].EventId).ToString() : null);
    }

    public async Task<LoggedEvent?> FindAsync(string eventId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.QuerySingleOrDefaultAsync<LoggedEvent>(
            $"select {Columns} from stripe_events where event_id = @eventId", new { eventId }, cancellationToken);
    }

    public async Task<string?> FindPayloadAsync(string eventId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.QuerySingleOrDefaultAsync<string>(
            "select payload from stripe_events where event_id = @eventId", new { eventId }, cancellationToken);
    }

    /// <summary>The last hundred tries, newest first.</summary>
    public async Task<IReadOnlyList<LoggedRun>> ListRunsAsync(string eventId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.QueryAsync<LoggedRun>(
            "select user_id, status, detail, at, milliseconds from stripe_event_runs where event_id = @eventId order by id desc limit 100",
            new { eventId }, cancellationToken);
    }

    /// <summary>Of one payment: its own, and those of its refunds and disputes. Oldest first.</summary>
    public async Task<IReadOnlyList<LoggedEvent>> ListOfPaymentAsync(
        string? paymentIntentId, IReadOnlyList<string> objectIds, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.QueryAsync<LoggedEvent>(
            $"""
             select {Columns} from stripe_events
             where payment_intent_id = @paymentIntentId or {db.Dialect.In("object_id", "objectIds")}
             order by received_at, event_id limit 500
             """,
            new { paymentIntentId, objectIds = objectIds.ToArray() },
            cancellationToken);
    }

    public async Task<LoggedEvent?> FindLastAsync(CancellationToken cancellationToken) =>
        (await ListAsync(new EventFilter(null, null, null), 1, cancellationToken)).Events is [var last, ..] ? last : null;

    public async Task<int> CountUnappliedAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.ScalarAsync<int>(
            $"select count(*) from stripe_events where {Unapplied} and received_at < @before", new { before }, cancellationToken);
    }

    /// <summary>Oldest first, so that they are applied in about the order in which they came.</summary>
    public async Task<IReadOnlyList<string>> ListUnappliedAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.QueryAsync<string>(
            $"select event_id from stripe_events where {Unapplied} and received_at < @before order by received_at, event_id limit @limit",
            new { before, limit }, cancellationToken);
    }

    private static string Condition(EventFilter filter, bool isPaged)
    {
        var conditions = "";
        if (filter.Status is not null)
            conditions += " and status = @status";
        if (filter.UnappliedBefore is not null)
            conditions += $" and {Unapplied} and received_at < @UnappliedBefore";
        if (filter.Query is not null)
            conditions += """ and (event_id = @query or object_id = @query or payment_intent_id = @query or type like @pattern """
                + """escape '\')""";
        if (isPaged)
            conditions += " and (received_at, event_id) < (@at, @id)";
        return conditions;
    }

    private static string Escape(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal);

    /// <summary>The place of an event in the list: text for an address.</summary>
    private sealed record EventCursor(DateTimeOffset At, string Id)
    {
        public override string ToString() => $"{At.UtcTicks.ToString(CultureInfo.InvariantCulture)}~{Id}";

        public static EventCursor? Parse(string? text) =>
            text?.Split('~', 2) is [var ticks, { Length: > 0 } id]
                && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTime.MaxValue.Ticks
            && !id.Contains('\0', StringComparison.Ordinal)
                ? new EventCursor(new DateTimeOffset(at, TimeSpan.Zero), id)
                : null;
    }
}

/// <param name="Query">An event's or object's id, or how a type begins.</param>
/// <param name="Before">The cursor of the page before; null begins.</param>
internal sealed record EventFilter(string? Query, ReceivedEventStatus? Status, string? Before)
{
    /// <summary>Only those that <see cref="EventLog.CountUnappliedAsync"/> counts.</summary>
    public DateTimeOffset? UnappliedBefore { get; init; }
}

/// <param name="Next">Cursor of the next page, or null at the end.</param>
internal sealed record EventPage(IReadOnlyList<LoggedEvent> Events, string? Next);

internal sealed record LoggedEvent
{
    public required string EventId { get; init; }

    public required string Type { get; init; }

    public string? ObjectId { get; init; }

    public string? PaymentIntentId { get; init; }

    public required ReceivedEventStatus Status { get; init; }

    public string? Result { get; init; }

    public string? Detail { get; init; }

    public required int Deliveries { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public DateTimeOffset? ProcessedAt { get; init; }
}

internal sealed record LoggedRun
{
    /// <summary>The operator who ran it again; null for a delivery.</summary>
    public string? UserId { get; init; }

    public required ReceivedEventStatus Status { get; init; }

    public string? Detail { get; init; }

    public required DateTimeOffset At { get; init; }

    public required long Milliseconds { get; init; }
}

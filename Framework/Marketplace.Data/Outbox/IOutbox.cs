namespace Marketplace.Data;

/// <summary>Events that other modules act on, written in the transaction they tell of.</summary>
public interface IOutbox
{
    /// <summary>Stores the event; after the commit the relay is woken. Its type carries an <see cref="Abstractions.EventAttribute"/>.</summary>
    Task WriteAsync<TEvent>(UnitOfWork transaction, TEvent @event, CancellationToken cancellationToken)
        where TEvent : class;

    /// <summary>
    /// An event that the caller stores by <see cref="OutboxRow.InsertFrom"/>, within a statement of its own, to save a round trip. After the
    /// commit the relay is woken.
    /// </summary>
    OutboxRow Prepare<TEvent>(UnitOfWork transaction, TEvent @event)
        where TEvent : class;
}

/// <param name="Name">The event's stored name.</param>
/// <param name="Payload">JSON.</param>
public sealed record OutboxRow(string Id, string Name, string Payload, DateTimeOffset At)
{
    /// <summary>
    /// Stores one event per row of <paramref name="relation"/>. Parameters: <c>@eventId</c>, <c>@eventName</c>, <c>@eventPayload</c>, <c>@eventAt</c>.
    /// </summary>
    public static string InsertFrom(string relation) =>
        $"""
         insert into outbox (id, event, payload, created_at, next_attempt_at, attempts, handled_by)
         select @eventId, @eventName, @eventPayload, @eventAt, @eventAt, 0, '' from {relation}
         """;
}

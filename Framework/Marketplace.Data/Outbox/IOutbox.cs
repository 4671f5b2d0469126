namespace Marketplace.Data;

/// <summary>Events that other modules act on, written in the transaction they tell of.</summary>
public interface IOutbox
{
    /// <summary>
    /// Stores the event; after the commit the relay is woken. Its type carries an <see cref="Abstractions.EventAttribute"/>.
    /// </summary>
    Task WriteAsync<TEvent>(UnitOfWork transaction, TEvent @event, CancellationToken cancellationToken)
        where TEvent : class;

    /// <summary>The same, but the event is handled no sooner than <paramref name="notBefore"/>.</summary>
    Task WriteAsync<TEvent>(UnitOfWork transaction, TEvent @event, DateTimeOffset notBefore, CancellationToken cancellationToken)
        where TEvent : class;

    /// <summary>
    /// An event that the caller stores itself, within a procedure that saves a round trip. After the commit it calls <see cref="Wake"/>.
    /// </summary>
    OutboxRow Prepare<TEvent>(TEvent @event)
        where TEvent : class;

    /// <summary>Tells the relay that something was committed.</summary>
    void Wake();
}

/// <param name="Name">The event's stored name.</param>
/// <param name="Payload">JSON.</param>
public sealed record OutboxRow(string Id, string Name, string Payload, DateTimeOffset At);

namespace Marketplace.Data;

/// <summary>Events that other modules act on, written in the transaction they tell of.</summary>
public interface IOutbox
{
    /// <summary>Stores the event; after the commit the relay is woken. Its type carries an <see cref="Abstractions.EventAttribute"/>.</summary>
    Task WriteAsync<TEvent>(UnitOfWork transaction, TEvent @event, CancellationToken cancellationToken)
        where TEvent : class;
}

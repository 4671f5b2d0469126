using System.Text.Json;
using Marketplace.Abstractions;

namespace Marketplace.Data;

internal sealed class Outbox(OutboxSignal signal, TimeProvider time) : IOutbox
{
    private static readonly string Insert = OutboxRow.InsertFrom("(select 1) as one");

    public async Task WriteAsync<TEvent>(UnitOfWork transaction, TEvent @event, CancellationToken cancellationToken)
        where TEvent : class
    {
        var row = Prepare(transaction, @event);
        await transaction.ExecuteAsync(Insert, new { eventId = row.Id, eventName = row.Name, eventPayload = row.Payload, eventAt = row.At }, cancellationToken);
    }

    public OutboxRow Prepare<TEvent>(UnitOfWork transaction, TEvent @event)
        where TEvent : class
    {
        var now = time.GetUtcNow();
        transaction.OnCommitted(signal.Raise);
        return new OutboxRow(PrefixedId.New("evt", now), EventNames.Of(typeof(TEvent)), JsonSerializer.Serialize(@event, TenantSettings.Json), now);
    }
}

using System.Text.Json;
using Marketplace.Abstractions;

namespace Marketplace.Data;

internal sealed class Outbox(OutboxSignal signal, TimeProvider time) : IOutbox
{
    public Task WriteAsync<TEvent>(UnitOfWork transaction, TEvent @event, CancellationToken cancellationToken)
        where TEvent : class => WriteAsync(transaction, @event, DateTimeOffset.MinValue, cancellationToken);

    public async Task WriteAsync<TEvent>(
        UnitOfWork transaction, TEvent @event, DateTimeOffset notBefore, CancellationToken cancellationToken)
        where TEvent : class
    {
        var row = Prepare(@event);
        transaction.OnCommitted(Wake);
        await transaction.ExecuteAsync(
            "insert into outbox (id, event, payload, created_at, next_attempt_at, attempts, handled_by) values (@Id, @Name, @Payload, "
            + "@At, @due, 0, '')",
            new { row.Id, row.Name, row.Payload, row.At, due = notBefore > row.At ? notBefore : row.At },
            cancellationToken);
    }

    public OutboxRow Prepare<TEvent>(TEvent @event)
        where TEvent : class
    {
        var now = time.GetUtcNow();
        return new OutboxRow(
            PrefixedId.New("evt", now), EventNames.Of(typeof(TEvent)), JsonSerializer.Serialize(@event, TenantSettings.Json), now);
    }

    public void Wake() => signal.Raise();
}

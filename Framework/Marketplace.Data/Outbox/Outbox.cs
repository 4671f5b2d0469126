using System.Text.Json;
using Marketplace.Abstractions;

namespace Marketplace.Data;

internal sealed class Outbox(OutboxSignal signal, TimeProvider time) : IOutbox
{
    public async Task WriteAsync<TEvent>(UnitOfWork transaction, TEvent @event, CancellationToken cancellationToken)
        where TEvent : class
    {
        var now = time.GetUtcNow();
        await transaction.ExecuteAsync(
            "insert into outbox (id, event, payload, created_at, next_attempt_at, attempts, handled_by) values (@id, @name, @payload, @now, @now, 0, '')",
            new
            {
                id = PrefixedId.New("evt", now),
                name = EventNames.Of(typeof(TEvent)),
                payload = JsonSerializer.Serialize(@event, TenantSettings.Json),
                now,
            },
            cancellationToken);
        transaction.OnCommitted(signal.Raise);
    }
}

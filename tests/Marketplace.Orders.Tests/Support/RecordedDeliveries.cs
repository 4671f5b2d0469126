using System.Collections.Concurrent;
using Marketplace.Data;
using Marketplace.Orders.Units;

namespace Marketplace.Orders.Tests.Support;

/// <summary>Delivers nothing: keeps what it was asked to deliver, whether or not the transaction is committed afterwards.</summary>
internal sealed class RecordedDeliveries : IProductFulfiller
{
    private readonly ConcurrentQueue<Delivery> _deliveries = new();

    public IReadOnlySet<string> Kinds { get; set; } = new HashSet<string>(StringComparer.Ordinal) { "vm" };

    public IReadOnlyList<Delivery> Deliveries => [.. _deliveries];

    public Exception? Failure { get; set; }

    public Task QueueAsync(UnitOfWork transaction, Delivery delivery, CancellationToken cancellationToken)
    {
        if (Failure is not null)
            throw Failure;
        _deliveries.Enqueue(delivery);
        return Task.CompletedTask;
    }
}

using System.Collections.Concurrent;
using Marketplace.Data;

namespace Marketplace.Testing;

/// <summary>Keeps every row whose transaction was committed. A shell with the module Audit has its tables instead.</summary>
public sealed class TestAudit(IEnumerable<IAuditActs> acts) : IAudit
{
    private readonly ConcurrentQueue<AuditEntry> _entries = new();

    public IReadOnlyList<AuditEntry> Entries => [.. _entries];

    public Task WriteAsync(UnitOfWork transaction, AuditEntry entry, CancellationToken cancellationToken)
    {
        if (acts.SelectMany(x => x.GetActs()).All(x => x.Id != entry.Act))
            throw new ArgumentException($"No module declares the act {entry.Act}.", nameof(entry));
        transaction.OnCommitted(() => _entries.Enqueue(entry));
        return Task.CompletedTask;
    }
}

using System.Collections.Concurrent;

namespace Marketplace.Jobs.Recurring;

/// <summary>The recurring tasks that this process runs just now.</summary>
internal sealed class RunningTasks
{
    private readonly ConcurrentDictionary<(string Tenant, string Type), bool> _running = new();

    public bool Contains(string tenant, string type) => _running.ContainsKey((tenant, type));

    public bool TryAdd(string tenant, string type) => _running.TryAdd((tenant, type), true);

    public void Remove(string tenant, string type) => _running.TryRemove((tenant, type), out _);
}

using System.Collections.Concurrent;

namespace Marketplace.Jobs.Claims;

/// <summary>The queued jobs and recurring tasks that this process runs just now.</summary>
internal sealed class RunningHere
{
    private readonly ConcurrentDictionary<(string Tenant, string Name), bool> _running = new();

    /// <param name="name">A queued job's name, or a task's type: no name is both.</param>
    public bool Contains(string tenant, string name) => _running.ContainsKey((tenant, name));

    public bool TryAdd(string tenant, string name) => _running.TryAdd((tenant, name), true);

    public void Remove(string tenant, string name) => _running.TryRemove((tenant, name), out _);
}

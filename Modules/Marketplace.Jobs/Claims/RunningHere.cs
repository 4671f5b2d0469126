using System.Collections.Concurrent;

namespace Marketplace.Jobs.Claims;

/// <summary>The queued jobs and recurring tasks that this process runs just now, and the tenants that it has worked for.</summary>
internal sealed class RunningHere
{
    private readonly ConcurrentDictionary<string, bool> _tenants = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Tenant, string Name), bool> _running = new();

    /// <param name="name">A queued job's name, or a task's type: no name is both.</param>
    public bool Contains(string tenant, string name) => _running.ContainsKey((tenant, name));

    public bool TryAdd(string tenant, string name) => _running.TryAdd((tenant, name), true);

    /// <returns>False where this process has worked for the tenant before.</returns>
    public bool TryBegin(string tenant) => _tenants.TryAdd(tenant, true);

    public void Remove(string tenant, string name) => _running.TryRemove((tenant, name), out _);
}

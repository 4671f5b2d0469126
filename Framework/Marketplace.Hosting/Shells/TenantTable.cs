using Marketplace.Abstractions;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Hosting.Shells;

/// <summary>
/// Finds the tenant of an address: its host name first, then the first segment of the path. Immutable; swapped when tenants change.
/// </summary>
internal sealed class TenantTable
{
    private readonly Dictionary<string, HostEntry> _byHost = new(StringComparer.OrdinalIgnoreCase);
    private readonly HostEntry _anyHost = new();

    public TenantTable(IReadOnlyList<TenantSlot> slots)
    {
        Slots = slots.ToDictionary(x => x.Record.Name, StringComparer.Ordinal);
        foreach (var slot in slots)
        {
            if (slot.Record.Hosts.Count == 0)
                _anyHost.Add(slot);
            foreach (var host in slot.Record.Hosts)
            {
                if (!_byHost.TryGetValue(host, out var entry))
                    _byHost[host] = entry = new HostEntry();
                entry.Add(slot);
            }
        }
    }

    public static TenantTable Empty { get; } = new([]);

    public IReadOnlyDictionary<string, TenantSlot> Slots { get; }

    /// <summary>The tenant, or null: the host then answers 404 itself.</summary>
    /// <param name="host">
    /// The header as it came. The framework's reading of it has the letters of an international name, this table its punycode.
    /// </param>
    public TenantSlot? Match(string? host, PathString path) => FindByHost(host)?.Match(path) ?? _anyHost.Match(path);

    private HostEntry? FindByHost(string? host)
    {
        if (_byHost.Count == 0 || string.IsNullOrEmpty(host))
            return null;
        // Nearly always it comes as it is kept.
        if (_byHost.TryGetValue(host, out var entry))
            return entry;
        if (HostName.Canonical(host) is not { } name)
            return null;
        return _byHost.TryGetValue(name, out entry) || _byHost.TryGetValue(name.Split(':')[0], out entry) ? entry : null;
    }

    private sealed class HostEntry
    {
        private readonly Dictionary<string, TenantSlot> _byPrefix = new(StringComparer.OrdinalIgnoreCase);
        private TenantSlot? _root;

        public void Add(TenantSlot slot)
        {
            if (slot.Record.PathPrefix.Length == 0)
                _root ??= slot;
            else
                _byPrefix.TryAdd(slot.Record.PathPrefix, slot);
        }

        public TenantSlot? Match(PathString path)
        {
            if (_byPrefix.Count == 0 || !path.HasValue)
                return _root;
            var value = path.Value.AsSpan();
            var end = value.Length > 1 ? value[1..].IndexOf('/') : -1;
            var first = end < 0 ? value : value[..(end + 1)];
            return _byPrefix.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(first, out var slot) ? slot : _root;
        }
    }
}

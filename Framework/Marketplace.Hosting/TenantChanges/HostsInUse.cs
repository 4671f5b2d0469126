using Marketplace.Abstractions;
using Marketplace.Hosting.Tenants;

namespace Marketplace.Hosting.TenantChanges;

/// <summary>
/// A new tenant that takes a host name in use changes what people find there: other tenants' visitors, and the administrator, who may be
/// working at that very name and would lose the portal.
/// </summary>
internal static class HostsInUse
{
    /// <returns>The new tenant's host names that are in use and were not agreed to.</returns>
    public static IReadOnlyList<string> Find(TenantRecord record, IEnumerable<TenantRecord> others, TenantCreation creation)
    {
        var inUse = others.SelectMany(x => x.Hosts).Select(NameOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (Uri.TryCreate(creation.Address, UriKind.Absolute, out var address))
            inUse.Add(address.IdnHost);
        var agreed = creation.AgreedHosts.Select(x => HostName.Canonical(x) ?? x).ToHashSet(StringComparer.Ordinal);
        return [.. record.Hosts.Where(x => inUse.Contains(NameOf(x)) && !agreed.Contains(x))];
    }

    public static TenantChangeResult AskFor(IReadOnlyList<string> hosts) =>
        new(
            $"In use on this host already: {string.Join(", ", hosts)}. People who come by that name would find the new site instead; "
            + "confirm that this is meant.")
        {
            HostsToConfirm = hosts,
        };

    /// <summary>Whatever the port: the look-up of tenants falls back to the name alone.</summary>
    private static string NameOf(string host) => host.Split(':')[0];
}

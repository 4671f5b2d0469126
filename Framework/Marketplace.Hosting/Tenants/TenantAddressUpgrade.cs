using System.Text.Json;
using Marketplace.Abstractions;
using Marketplace.Data;

namespace Marketplace.Hosting.Tenants;

/// <summary>Brings the host names and path prefixes of tenants, which were kept as they were typed, into their canonical form.</summary>
internal static class TenantAddressUpgrade
{
    /// <summary>
    /// A tenant whose address is another one's by now keeps the form it had: it stays reachable as far as it was, and nothing is lost.
    /// </summary>
    public static async Task RunAsync(UnitOfWork db)
    {
        var rows = await db.QueryAsync<(string Name, string Hosts, string PathPrefix)>(
            "select name, hosts, path_prefix from tenants order by created_at, name");
        var tenants = rows.Select(x => new Address(x.Name, JsonSerializer.Deserialize<string[]>(x.Hosts)!, x.PathPrefix)).ToList();
        for (var i = 0; i < tenants.Count; i++)
        {
            var before = tenants[i];
            var after = new Address(
                before.Name,
                [.. before.Hosts.Select(x => HostName.Canonical(x) ?? x).Distinct(StringComparer.Ordinal)],
                PathPrefix.Canonical(before.PathPrefix) ?? before.PathPrefix);
            if (after.IsAt(before) || tenants.Where((_, other) => other != i).Any(after.Meets))
                continue;
            tenants[i] = after;
            await db.ExecuteAsync(
                "update tenants set hosts = @hosts, path_prefix = @PathPrefix, version = version + 1 where name = @Name",
                new { after.Name, hosts = JsonSerializer.Serialize(after.Hosts), after.PathPrefix });
        }
    }

    private sealed record Address(string Name, string[] Hosts, string PathPrefix)
    {
        public bool IsAt(Address other) => PathPrefix == other.PathPrefix && Hosts.SequenceEqual(other.Hosts, StringComparer.Ordinal);

        public bool Meets(Address other) =>
            PathPrefix == other.PathPrefix
                && ((Hosts.Length == 0 && other.Hosts.Length == 0) || Hosts.Intersect(other.Hosts, StringComparer.Ordinal).Any());
    }
}

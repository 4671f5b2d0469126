using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Marketplace.Deployments.Grid;

namespace Marketplace.Deployments.SimulatedGrid;

/// <summary>Addresses from the documentation ranges (RFC 5737, RFC 3849) and the reserved domain <c>example</c>.</summary>
internal static class SimulatedAddresses
{
    public static ConnectionDetails Of(string name, string kind)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(name));
        var ipv4 = string.Create(CultureInfo.InvariantCulture, $"203.0.113.{1 + (hash[0] % 254)}");
        var ipv6 = string.Create(
            CultureInfo.InvariantCulture, $"2001:db8:{hash[1]:x2}{hash[2]:x2}:{hash[3]:x2}{hash[4]:x2}::{1 + hash[5]:x}");
        var url = $"https://{Convert.ToHexStringLower(hash.AsSpan(6, 4))}.grid.example";
        return kind switch
        {
            "vm" or "node" or "kubernetes" => new ConnectionDetails { Ipv4 = ipv4, Ipv6 = ipv6, SshCommand = $"ssh root@{ipv4}" },
            "app" => new ConnectionDetails { Ipv4 = ipv4, Ipv6 = ipv6, Url = url },
            "gateway" => new ConnectionDetails { Ipv4 = ipv4, Ipv6 = ipv6 },
            _ => new ConnectionDetails { Url = url },
        };
    }
}

using System.Net;
using System.Net.Sockets;

namespace Marketplace.Abstractions;

/// <summary>
/// Whom limits count as one client: an IPv4 address, or the /64 of an IPv6 address, which is what one subscriber gets at least.
/// </summary>
public static class ClientNetwork
{
    /// <returns>For example <c>192.0.2.7</c> or <c>2001:db8::/64</c>; empty where the address is not known.</returns>
    public static string Of(IPAddress? address)
    {
        if (address is null)
            return "";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address.ToString();
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes) + "/64";
    }
}

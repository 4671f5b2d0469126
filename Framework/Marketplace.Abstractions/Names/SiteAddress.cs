using System.Globalization;

namespace Marketplace.Abstractions;

/// <summary>
/// The product's one reading of a site's public address, for example <c>https://shop.example</c>. The canonical form has the host name as
/// <see cref="HostName"/> writes it and no slash at its end.
/// </summary>
public static class SiteAddress
{
    /// <returns>The canonical form, or null where it is no web address, or one with a query, a fragment or a user's name.</returns>
    public static string? Canonical(string? text)
    {
        if (!Uri.TryCreate(text?.Trim(), UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
            return null;
        if (address.Query.Length > 0 || address.Fragment.Length > 0 || address.UserInfo.Length > 0)
            return null;
        if ((address.HostNameType is UriHostNameType.Dns ? HostName.Canonical(address.Host) : address.Host) is not { Length: > 0 } host)
            return null;
        var port = address.IsDefaultPort ? "" : string.Create(CultureInfo.InvariantCulture, $":{address.Port}");
        return $"{address.Scheme}://{host}{port}{address.AbsolutePath.TrimEnd('/')}";
    }
}

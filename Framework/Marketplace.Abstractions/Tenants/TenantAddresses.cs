namespace Marketplace.Abstractions;

/// <summary>Where customers reach a tenant, for addresses that leave the request: in mails, and at other services.</summary>
public static class TenantAddresses
{
    /// <summary>The address of the settings, which may name the path prefix or leave it out.</summary>
    /// <returns>The tenant's root without a slash at its end, or null where the settings have none.</returns>
    public static string? FindSiteRoot(this ITenant tenant)
    {
        if (tenant.Settings.Get<SiteSettings>("site").BaseUrl is not { Length: > 0 } baseUrl)
            return null;
        var root = SiteAddress.Canonical(baseUrl) ?? baseUrl.TrimEnd('/');
        var path = Uri.TryCreate(root, UriKind.Absolute, out var address) ? address.AbsolutePath.TrimEnd('/') : root;
        // A prefix that the address names in other letters gives way to the canonical one, by which cookies are kept.
        return (path.EndsWith(tenant.PathPrefix, StringComparison.OrdinalIgnoreCase) ? root[..^tenant.PathPrefix.Length] : root)
            + tenant.PathPrefix;
    }

    /// <summary><see cref="FindSiteRoot"/>, else by the tenant's first host name.</summary>
    /// <returns>The tenant's root without a slash at its end, or null where it has neither an address nor a host name of its own.</returns>
    public static string? FindPublicRoot(this ITenant tenant) =>
        tenant.FindSiteRoot()
            ?? (tenant.Hosts.FirstOrDefault(x => !x.Contains('*', StringComparison.Ordinal)) is { } host
            ? $"https://{host}{tenant.PathPrefix}"
            : null);
}

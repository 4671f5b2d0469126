namespace Marketplace.Notifications;

/// <summary>Addresses for mails, which are not sent from within a request: only where the settings say which address the tenant has.</summary>
internal sealed class TenantAddress(ITenant tenant)
{
    /// <param name="link"><c>~/…</c></param>
    /// <returns>Null where the tenant has no address.</returns>
    public string? Of(string link)
    {
        if (tenant.Settings.Get<SiteSettings>("site").BaseUrl is not { Length: > 0 } baseUrl)
            return null;
        var root = baseUrl.TrimEnd('/');
        return (root.EndsWith(tenant.PathPrefix, StringComparison.OrdinalIgnoreCase) ? root : root + tenant.PathPrefix) + link[1..];
    }
}

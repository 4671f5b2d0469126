namespace Marketplace.Notifications.Deliveries;

/// <summary>Addresses for mails, which are not sent from within a request: only where the tenant has an address or a host name.</summary>
internal sealed class TenantAddress(ITenant tenant)
{
    /// <param name="link"><c>~/…</c></param>
    /// <returns>Null where the tenant has no address.</returns>
    public string? Of(string link) => tenant.FindPublicRoot() is { } root ? root + link[1..] : null;
}

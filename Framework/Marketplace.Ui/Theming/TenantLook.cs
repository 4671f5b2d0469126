namespace Marketplace.Ui;

/// <summary>What a tenant's settings say about its looks, read once per shell: a change of the settings makes a new shell.</summary>
public sealed class TenantLook(ITenant tenant)
{
    public string DisplayName { get; } = tenant.DisplayName;

    /// <summary>Changes with every change of the tenant; part of addresses that browsers may keep.</summary>
    public long Version { get; } = tenant.Version;

    /// <summary>Where others reach the tenant, without a slash at its end; null where only a request can say.</summary>
    public string? PublicRoot { get; } = tenant.FindPublicRoot();

    public SiteSettings Site { get; } = tenant.Settings.Get<SiteSettings>("site");

    public CreditUnit Unit { get; } = tenant.Settings.Get<CreditUnit>("credits");
}

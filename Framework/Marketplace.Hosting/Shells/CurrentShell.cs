using Marketplace.Abstractions;
using Marketplace.Hosting.Tenants;

namespace Marketplace.Hosting.Shells;

/// <summary>
/// The shell that the running request or job belongs to. Services that tenants share (form tokens, cookies of temporary data) look here,
/// and only here, for what is the tenant's own.
/// </summary>
internal static class CurrentShell
{
    private static readonly AsyncLocal<Shell?> Current = new();

    public static Shell? Value
    {
        get => Current.Value;
        set
        {
            Current.Value = value;
            ActingTenant.Name = value?.Tenant.Name;
        }
    }

    /// <exception cref="InvalidOperationException">The code runs outside any tenant.</exception>
    public static Shell Required =>
        Current.Value
            ?? throw new InvalidOperationException(
                "This needs a tenant, but runs outside a request and outside ITenantDirectory.RunInTenantAsync.");

    public static ITenant Tenant => Required.Tenant;
}

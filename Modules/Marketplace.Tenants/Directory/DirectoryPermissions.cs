namespace Marketplace.Tenants.Directory;

internal sealed class DirectoryPermissions : IPermissionProvider
{
    public const string ManageTenants = nameof(ManageTenants);

    public IEnumerable<Permission> GetPermissions() => [new(ManageTenants, "See, create and switch off the tenants of this host")];
}

namespace Marketplace.Admin;

internal sealed class Permissions : IPermissionProvider
{
    public IEnumerable<Permission> GetPermissions() => [AdminPermissions.AccessAdmin];
}

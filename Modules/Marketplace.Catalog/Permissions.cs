namespace Marketplace.Catalog;

internal sealed class Permissions : IPermissionProvider
{
    public const string ManageCatalog = nameof(ManageCatalog);

    public IEnumerable<Permission> GetPermissions() => [new(ManageCatalog, "Change products and prices", Roles.Operator)];
}

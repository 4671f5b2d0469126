namespace Marketplace.Catalog;

internal sealed class Permissions : IPermissionProvider
{
    public const string ManageCatalog = nameof(ManageCatalog);

    public const string ViewCatalog = nameof(ViewCatalog);

    public IEnumerable<Permission> GetPermissions() =>
    [
        new(ManageCatalog, "Change products and prices", Roles.Operator),
        new(ViewCatalog, "View the catalogue", Roles.Editor, Roles.Operator),
    ];
}

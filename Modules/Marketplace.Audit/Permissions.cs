namespace Marketplace.Audit;

internal sealed class Permissions : IPermissionProvider
{
    public const string ViewAudit = nameof(ViewAudit);

    public IEnumerable<Permission> GetPermissions() => [new(ViewAudit, "See who did what in the admin portal")];
}

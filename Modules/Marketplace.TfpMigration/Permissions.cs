namespace Marketplace.TfpMigration;

internal sealed class Permissions : IPermissionProvider
{
    public const string MigrateTfp = nameof(MigrateTfp);

    public IEnumerable<Permission> GetPermissions() =>
        [new(MigrateTfp, "Bring the wallets of the older points system over, and roll that back")];
}

namespace Marketplace.AutoTopUp;

internal sealed class Permissions : IPermissionProvider
{
    public const string ManageAutoTopUp = nameof(ManageAutoTopUp);

    public IEnumerable<Permission> GetPermissions() =>
        [new(ManageAutoTopUp, "See how auto top-up does, and lift suspensions", Roles.Operator)];
}

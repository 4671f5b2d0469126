namespace Marketplace.Credits;

public sealed class Permissions : IPermissionProvider
{
    public const string ViewLedger = nameof(ViewLedger);

    public IEnumerable<Permission> GetPermissions() => [new(ViewLedger, "See customers' balances and the ledger", Roles.Operator)];
}

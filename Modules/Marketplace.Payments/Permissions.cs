namespace Marketplace.Payments;

internal sealed class Permissions : IPermissionProvider
{
    public const string ViewPayments = nameof(ViewPayments);

    public IEnumerable<Permission> GetPermissions() => [new(ViewPayments, "See what customers paid", Roles.Operator)];
}

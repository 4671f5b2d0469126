namespace Marketplace.Payments;

internal sealed class Permissions : IPermissionProvider
{
    public const string ViewPayments = nameof(ViewPayments);
    public const string ManagePackages = nameof(ManagePackages);

    public IEnumerable<Permission> GetPermissions() =>
    [
        new(ViewPayments, "See what customers paid", Roles.Operator),
        new(ManagePackages, "Change the packages in which credits are sold", Roles.Operator),
    ];
}

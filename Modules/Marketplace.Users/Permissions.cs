namespace Marketplace.Users;

internal sealed class Permissions : IPermissionProvider
{
    public const string ManageUsers = "ManageUsers";
    public const string ManageRoles = "ManageRoles";

    public IEnumerable<Permission> GetPermissions() =>
    [
        new(ManageUsers, "See, create and lock users, and give them roles"),
        new(ManageRoles, "Change what each role may do"),
    ];
}

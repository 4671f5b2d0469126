namespace Marketplace.Deployments;

internal sealed class Permissions : IPermissionProvider
{
    public const string ManageDeployments = nameof(ManageDeployments);

    public IEnumerable<Permission> GetPermissions() =>
        [new(ManageDeployments, "See and look after everybody's deployments", Roles.Operator)];
}

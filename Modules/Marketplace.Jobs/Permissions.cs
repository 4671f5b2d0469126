namespace Marketplace.Jobs;

internal sealed class Permissions : IPermissionProvider
{
    public const string ManageJobs = nameof(ManageJobs);

    public IEnumerable<Permission> GetPermissions() => [new(ManageJobs, "See background jobs, run and retry them")];
}

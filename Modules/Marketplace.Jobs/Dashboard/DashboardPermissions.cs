namespace Marketplace.Jobs.Dashboard;

internal sealed class DashboardPermissions : IPermissionProvider
{
    public const string SeeHostJobs = nameof(SeeHostJobs);

    public IEnumerable<Permission> GetPermissions() => [new(SeeHostJobs, "See the background jobs of all tenants")];
}

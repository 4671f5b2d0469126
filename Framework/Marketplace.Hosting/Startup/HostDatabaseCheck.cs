using Marketplace.Data;
using Marketplace.Hosting.Tenants;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Marketplace.Hosting.Startup;

internal sealed class HostDatabaseCheck(HostDatabase host) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var session = await host.Database.OpenAsync(cancellationToken);
            await session.ScalarAsync<int>("select 1", cancellationToken: cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (System.Data.Common.DbException e)
        {
            return HealthCheckResult.Unhealthy("The host database does not answer.", e);
        }
    }
}

using Marketplace.Hosting.Shells;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Marketplace.Hosting.TenantChanges;

/// <summary>
/// Tells of tenants that are where new ones may not be: made before that was asked, or before a module came that answers there. They go on
/// as they are, since moving them would break every link to them.
/// </summary>
internal sealed class ReservedPrefixCheck(
    ShellHost shells, ReservedPrefixes reserved, IHostApplicationLifetime lifetime, ILogger<ReservedPrefixCheck> logger) : IHostedService
{
    private Task _check = Task.CompletedTask;

    /// <summary>Beside the first requests: asking all modules for their routes takes a while.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(() => _check = Task.Run(Check, CancellationToken.None));
        return Task.CompletedTask;
    }

    /// <summary>What is asked for its routes needs the host's services.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => _check.WaitAsync(cancellationToken);

    private void Check()
    {
        var records = shells.Table.Slots.Values.Select(x => x.Record).Where(x => x.PathPrefix.Length > 0).ToList();
        if (records.Count == 0)
            return;
        var segments = reserved.Segments();
        foreach (var record in records.Where(x => segments.Contains(x.PathPrefix[1..])))
        {
            logger.LogWarning(
                "The tenant {Tenant} is at {Prefix}, which is one of the product's own addresses: visitors find other pages there than "
                + "they look for",
                record.Name, record.PathPrefix);
        }
    }
}

using Marketplace.Hosting.Modules;
using Microsoft.Extensions.Logging;

namespace Marketplace.Hosting.Tenants;

/// <summary>
/// Brings the tenants' features to the modules of this build before any shell is made: ids that were renamed get their present name, and a
/// feature that became a module of its own is switched on, once, wherever the one it was a part of is on.
/// </summary>
internal sealed class FeatureUpgrade(HostStore store, ModuleCatalogue catalogue, ILogger<FeatureUpgrade> logger)
{
    private const int Attempts = 5;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var tenant in await store.ListAsync(cancellationToken))
            await UpgradeAsync(tenant, cancellationToken);
    }

    private async Task UpgradeAsync(TenantRecord tenant, CancellationToken cancellationToken)
    {
        for (var attempt = 1; Upgrade(tenant) is { } upgraded; attempt++)
        {
            if (await store.UpdateAsync(upgraded, cancellationToken))
            {
                var added = upgraded.Features.Except(tenant.Features, StringComparer.Ordinal).ToList();
                if (added.Count > 0)
                    logger.LogInformation("Tenant {Tenant} goes on with the features {Features}", tenant.Name, added);
                return;
            }

            // Another process that starts now, or an administrator, was first.
            if (attempt == Attempts || await store.FindAsync(tenant.Name, cancellationToken) is not { } again)
                return;
            tenant = again;
        }
    }

    /// <returns>Null where nothing is to be changed.</returns>
    internal TenantRecord? Upgrade(TenantRecord tenant)
    {
        var features = tenant.Features.Select(catalogue.PresentId).Distinct(StringComparer.Ordinal).ToList();
        var running = catalogue.WithDependencies(features).Select(x => x.Id).ToHashSet(StringComparer.Ordinal);
        // In the order of dependencies, so that what was split twice follows too.
        foreach (var split in catalogue.Features.Where(
            x => x.SplitFrom is not null && !tenant.Splits.Contains(x.Id, StringComparer.Ordinal)))
        {
            if (running.Contains(catalogue.PresentId(split.SplitFrom!)) && running.Add(split.Id))
                features.Add(split.Id);
        }

        var splits = tenant.Splits.Union(catalogue.Splits, StringComparer.Ordinal).ToList();
        return features.SequenceEqual(tenant.Features, StringComparer.Ordinal) && splits.Count == tenant.Splits.Count
            ? null
            : tenant with { Features = features, Splits = splits, Version = tenant.Version + 1 };
    }
}

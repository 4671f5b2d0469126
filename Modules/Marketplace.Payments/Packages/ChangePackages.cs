namespace Marketplace.Payments.Packages;

/// <summary>Adds, replaces or removes one package; the others keep their places, and whatever became of them meanwhile stays.</summary>
internal sealed class ChangePackages(ITenantAdministration administration)
{
    /// <param name="version">Of the package that is replaced; null for a new one.</param>
    /// <returns>The package as it is stored under the id, where there is one: after a conflict somebody else changed it.</returns>
    public Task<(TenantChangeResult Result, CreditPackage? Stored)> SaveAsync(
        CreditPackage package, string? version, CancellationToken cancellationToken) =>
        ChangeAsync(package.Id, version, packages => packages.With(package), cancellationToken);

    /// <inheritdoc cref="SaveAsync"/>
    public Task<(TenantChangeResult Result, CreditPackage? Stored)> RemoveAsync(
        string id, string? version, CancellationToken cancellationToken) =>
        ChangeAsync(id, version, packages => packages.Without(), cancellationToken);

    private async Task<(TenantChangeResult Result, CreditPackage? Stored)> ChangeAsync(
        string id, string? version, Func<PackageList, TenantSettings> change, CancellationToken cancellationToken)
    {
        CreditPackage? stored = null;
        var result = await administration.EditAsync(
            tenant =>
            {
                var packages = new PackageList(tenant.Settings, id);
                stored = packages.Stored;
                return packages.IsAsShown(version) ? tenant with { Settings = change(packages) } : null;
            },
            cancellationToken);
        return (result, stored);
    }
}

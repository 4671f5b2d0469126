namespace Marketplace.Payments.Packages;

/// <summary>Adds, replaces or removes one package; the others keep their places, and whatever became of them meanwhile stays.</summary>
internal sealed class ChangePackages(ITenantAdministration administration)
{
    /// <param name="version">Of the package that is replaced; null for a new one.</param>
    /// <returns>The package as it is stored under the id, where there is one: after a conflict somebody else changed it.</returns>
    public Task<(TenantChangeResult Result, CreditPackage? Stored)> SaveAsync(
        CreditPackage package, string? version, CancellationToken cancellationToken) =>
        ChangeAsync(
            package.Id,
            version,
            (packages, place) => place < 0 ? [.. packages, package] : [.. packages[..place], package, .. packages[(place + 1)..]],
            cancellationToken);

    /// <inheritdoc cref="SaveAsync"/>
    public Task<(TenantChangeResult Result, CreditPackage? Stored)> RemoveAsync(
        string id, string? version, CancellationToken cancellationToken) =>
        ChangeAsync(id, version, (packages, place) => [.. packages.Where((_, index) => index != place)], cancellationToken);

    private async Task<(TenantChangeResult Result, CreditPackage? Stored)> ChangeAsync(
        string id, string? version, Func<CreditPackage[], int, IReadOnlyList<CreditPackage>> change, CancellationToken cancellationToken)
    {
        CreditPackage? stored = null;
        var result = await administration.EditAsync(
            tenant =>
            {
                CreditPackage[] packages = [.. tenant.Settings.Get<PackagesSettings>(PackagesSettings.Section).Packages];
                var place = Array.FindIndex(packages, x => string.Equals(x.Id, id, StringComparison.Ordinal));
                stored = place < 0 ? null : packages[place];
                var isAsShown = stored is null ? version is null : RecordVersion.IsOf(stored, version);
                return isAsShown
                    ? tenant with
                    { Settings = tenant.Settings.With(
                        PackagesSettings.Section, new PackagesSettings { Packages = change(packages, place) }) }
                    : null;
            },
            cancellationToken);
        return (result, stored);
    }
}

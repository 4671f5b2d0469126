namespace Marketplace.Payments;

/// <summary>Adds, replaces or removes one package; the others keep their places.</summary>
internal sealed class ChangePackages(ITenant tenant, ITenantAdministration administration)
{
    public Task<TenantChangeResult> SaveAsync(CreditPackage package, CancellationToken cancellationToken)
    {
        var packages = Packages.ToList();
        var place = packages.FindIndex(x => string.Equals(x.Id, package.Id, StringComparison.Ordinal));
        if (place < 0)
            packages.Add(package);
        else
            packages[place] = package;
        return StoreAsync(packages, cancellationToken);
    }

    public Task<TenantChangeResult> RemoveAsync(string id, CancellationToken cancellationToken) =>
        StoreAsync([.. Packages.Where(x => !string.Equals(x.Id, id, StringComparison.Ordinal))], cancellationToken);

    private IReadOnlyList<CreditPackage> Packages => tenant.Settings.Get<PackagesSettings>(PackagesSettings.Section).Packages;

    private Task<TenantChangeResult> StoreAsync(IReadOnlyList<CreditPackage> packages, CancellationToken cancellationToken) =>
        administration.ChangeSettingsAsync(PackagesSettings.Section, new PackagesSettings { Packages = packages }, cancellationToken);
}

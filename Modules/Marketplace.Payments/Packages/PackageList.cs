namespace Marketplace.Payments.Packages;

/// <summary>The packages of a tenant as they are stored, and one place among them.</summary>
internal sealed class PackageList
{
    private readonly TenantSettings _settings;
    private readonly CreditPackage[] _packages;
    private readonly int _place;

    public PackageList(TenantSettings settings, string id)
    {
        _settings = settings;
        _packages = [.. settings.Get<PackagesSettings>(PackagesSettings.Section).Packages];
        _place = Array.FindIndex(_packages, x => string.Equals(x.Id, id, StringComparison.Ordinal));
    }

    public CreditPackage? Stored => _place < 0 ? null : _packages[_place];

    /// <param name="version">Null: there is none of this id.</param>
    public bool IsAsShown(string? version) => Stored is null ? version is null : RecordVersion.IsOf(Stored, version);

    /// <summary>The others keep their places.</summary>
    public TenantSettings With(CreditPackage package) =>
        With(_place < 0 ? [.. _packages, package] : [.. _packages[.._place], package, .. _packages[(_place + 1)..]]);

    public TenantSettings Without() => With([.. _packages.Where((_, index) => index != _place)]);

    private TenantSettings With(IReadOnlyList<CreditPackage> packages) =>
        _settings.With(PackagesSettings.Section, new PackagesSettings { Packages = packages });
}

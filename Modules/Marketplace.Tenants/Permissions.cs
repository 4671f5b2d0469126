namespace Marketplace.Tenants;

internal sealed class Permissions : IPermissionProvider
{
    public const string ManageFeatures = nameof(ManageFeatures);
    public const string ManageSettings = nameof(ManageSettings);

    public IEnumerable<Permission> GetPermissions() =>
    [
        new(ManageFeatures, "Switch the site's features on and off"),
        new(ManageSettings, "Change the site's name, looks and credit unit"),
    ];
}

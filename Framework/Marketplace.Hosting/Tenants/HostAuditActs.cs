using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.Hosting.Tenants;

internal sealed class HostAuditActs(IStringLocalizer<HostAuditActs> text) : IAuditActs
{
    public const string Created = "tenants.created";
    public const string Changed = "tenants.changed";
    public const string Switched = "tenants.switched";
    public const string Features = "tenants.features-changed";
    public const string Settings = "tenants.settings-changed";

    public IEnumerable<AuditAct> GetActs() =>
    [
        new(Created, text["Tenant created"]), new(Changed, text["Tenant changed"]), new(Switched, text["Tenant enabled or disabled"]),
        new(Features, text["Features changed"]), new(Settings, text["Settings changed"]),
    ];
}

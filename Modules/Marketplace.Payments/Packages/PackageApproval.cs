using System.Text.Json;
using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Packages;

/// <summary>
/// A package that gives much more than its price buys makes credits out of nothing, whoever buys it and however often: it needs a second
/// person.
/// </summary>
internal sealed class PackageApproval(IOutbox outbox, IStringLocalizer<PackageApproval> text) : SettingsApprovalKind(outbox)
{
    public const string KindId = "payments.package";

    public override string Id => KindId;

    public override string Name => text["Credit package"];

    public override string Permission => Permissions.ManagePackages;

    public override string Section => PackagesSettings.Section;

    /// <param name="version">Of the package that is replaced; null for a new one.</param>
    public static string PayloadOf(CreditPackage package, string? version) =>
        JsonSerializer.Serialize(new Payload(package, version), TenantSettings.Json);

    public override SettingsMerge Merge(TenantSettings stored, string payload)
    {
        var wanted = JsonSerializer.Deserialize<Payload>(payload, TenantSettings.Json)!;
        var packages = new PackageList(stored, wanted.Package.Id);
        if (packages.Stored == wanted.Package)
            return new SettingsMerge.AlreadyThere();
        return packages.IsAsShown(wanted.Version)
            ? new SettingsMerge.Changed(packages.With(wanted.Package))
            : new SettingsMerge.Outdated();
    }

    private sealed record Payload(CreditPackage Package, string? Version);
}

using Marketplace.Abstractions;
using Marketplace.Hosting.Modules;
using Marketplace.Hosting.Tenants;

namespace Marketplace.Hosting.Shells;

/// <summary>What a shell needs to change its own tenant.</summary>
internal sealed record TenantChangeContext(ShellHost Host, ShellFactory Factory, ModuleCatalogue Catalogue, string Tenant, Shell Shell);

internal sealed class TenantAdministration(TenantChangeContext context) : ITenantAdministration
{
    public IReadOnlyList<FeatureInfo> ListFeatures()
    {
        var record = context.Shell.Record;
        var problems = context.Shell.Problems;
        var enabled = context.Factory.FeaturesOf(record).Select(x => x.Id).ToHashSet(StringComparer.Ordinal);
        var site = record.Settings.Get<SiteSettings>("site");
        return [.. context.Catalogue.Features
            .Where(x => x.Id != SetupTenant.Feature && (!x.DefaultTenantOnly || record.IsDefault))
            .Select(x => new FeatureInfo(
                x.Id,
                x.Name,
                x.Description,
                x.Category,
                x.Dependencies,
                [.. context.Catalogue.WithDependents([x.Id], context.Catalogue.Features.Select(y => y.Id)).Where(y => y != x.Id)],
                x.IsTheme,
                IsEnabled: enabled.Contains(x.Id),
                CanDisable: !x.IsAlwaysEnabled && x.Id != site.Theme && x.Id != site.AdminTheme,
                CanEnable: context.Factory.Refusal(x, record) is null,
                problems.GetValueOrDefault(x.Id)
                    ?? (record.Features.Contains(x.Id, StringComparer.Ordinal) ? context.Factory.Refusal(x, record) : null)))];
    }

    public async Task<TenantChangeResult> ChangeFeaturesAsync(
        IReadOnlyCollection<string> enable, IReadOnlyCollection<string> disable, CancellationToken cancellationToken)
    {
        var features = ListFeatures().ToDictionary(x => x.Id, StringComparer.Ordinal);
        if (enable.Concat(disable).FirstOrDefault(x => !features.ContainsKey(x)) is { } unknown)
            return new TenantChangeResult($"There is no feature '{unknown}' here.");
        var comesAlong = context.Catalogue.WithDependencies(enable);
        if (comesAlong.FirstOrDefault(x => context.Factory.Refusal(x, context.Shell.Record) is not null) is { } refused)
            return new TenantChangeResult($"{refused.Name} cannot be enabled. {context.Factory.Refusal(refused, context.Shell.Record)}");
        var goesAlong = context.Catalogue.WithDependents(disable, features.Values.Where(x => x.IsEnabled).Select(x => x.Id));
        if (goesAlong.FirstOrDefault(x => features.TryGetValue(x, out var feature) && !feature.CanDisable) is { } needed)
            return new TenantChangeResult($"{features[needed].Name} is always on, so what it needs stays on too.");
        return await context.Host.ChangeAsync(
            context.Tenant,
            record =>
                record with
                { Features = [
                    .. record.Features.Union(comesAlong.Select(x => x.Id), StringComparer.Ordinal)
                        .Except(goesAlong, StringComparer.Ordinal)] },
            [.. comesAlong.Select(x => x.Id)],
            cancellationToken);
    }

    public Task<TenantChangeResult> ChangeSettingsAsync<T>(string section, T value, CancellationToken cancellationToken) =>
        context.Host.ChangeAsync(
            context.Tenant, record => record with { Settings = record.Settings.With(section, value) }, [], cancellationToken);

    public Task<TenantChangeResult> RenameAsync(string displayName, CancellationToken cancellationToken) =>
        !NameRules.IsReadable(displayName) || displayName.Length > 60
            ? Task.FromResult(
                new TenantChangeResult("A name has 1 to 60 characters that can be seen, and none that turn the direction of writing."))
            : context.Host.ChangeAsync(context.Tenant, record => record with { DisplayName = displayName.Trim() }, [], cancellationToken);

    public Task<TenantChangeResult> EditAsync(Func<TenantEdit, TenantEdit?> change, CancellationToken cancellationToken) =>
        context.Host.ChangeAsync(
            context.Tenant,
            record => change(new TenantEdit(record.DisplayName, record.Settings)) is { } edit
                ? record with { DisplayName = edit.DisplayName.Trim(), Settings = edit.Settings }
                : null,
            [],
            cancellationToken);
}

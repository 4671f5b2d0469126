using System.Diagnostics;
using Marketplace.Abstractions;
using Marketplace.Data;
using Marketplace.Hosting.Modules;
using Marketplace.Hosting.Storage;
using Marketplace.Hosting.Tenants;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Marketplace.Hosting.Shells;

/// <summary>Builds a shell up to the point where it can serve: container, migrations, activation.</summary>
internal sealed class ShellFactory(
    ModuleCatalogue catalogue,
    BlueprintFactory blueprints,
    FormerHandlers formerHandlers,
    TenantDatabases databases,
    AppData appData,
    IDataProtectionProvider protection,
    IHostEnvironment environment)
{
    /// <summary>
    /// The features that a record asks for, with the always enabled ones and all dependencies; what this host refuses is left out, with
    /// what needs it.
    /// </summary>
    public IReadOnlyList<FeatureDescriptor> FeaturesOf(TenantRecord record)
    {
        var always = record.Name == SetupTenant.Name ? [] : catalogue.Features.Where(x => x.IsAlwaysEnabled).Select(x => x.Id);
        var wanted = catalogue.WithDependencies(record.Features.Concat(always));
        var off = catalogue.WithDependents(wanted.Where(x => Refusal(x, record) is not null).Select(x => x.Id), wanted.Select(x => x.Id));
        return [.. wanted.Where(x => !off.Contains(x.Id))];
    }

    /// <returns>Why this tenant may not run the feature on this host, or null.</returns>
    public string? Refusal(FeatureDescriptor feature, TenantRecord record) => feature switch
    {
        { DevelopmentOnly: true } when !environment.IsDevelopment() => "It is for development only and refused in every other environment.",
        { DefaultTenantOnly: true } when !record.IsDefault => "Only the default tenant may run it.",
        _ => null,
    };

    /// <exception cref="Exception">A startup, a service or an activation failed; nothing of the shell is left.</exception>
    public async Task<Shell> BuildAsync(
        TenantRecord record, Func<Shell, TenantChangeContext> administration, CancellationToken cancellationToken)
    {
        var allocated = GC.GetTotalAllocatedBytes();
        var started = Stopwatch.GetTimestamp();
        var features = FeaturesOf(record);
        var (shell, failures) = await TryBuildAsync(
            record, features, new Dictionary<string, string>(StringComparer.Ordinal), administration, cancellationToken);
        if (failures.Count > 0)
        {
            // Without the features whose migration failed, and without what needs them.
            await shell.Services.DisposeAsync();
            shell.Blueprint.Release();
            var off = catalogue.WithDependents(failures.Keys, features.Select(x => x.Id));
            var problems = off.ToDictionary(
                x => x, x => failures.GetValueOrDefault(x) ?? "A feature that it needs is off.", StringComparer.Ordinal);
            (shell, _) = await TryBuildAsync(
                record, [.. features.Where(x => !off.Contains(x.Id))], problems, administration, cancellationToken);
        }

        await ActivateAsync(shell, cancellationToken);
        shell.ActivationBytes = GC.GetTotalAllocatedBytes() - allocated;
        shell.ActivationTime = Stopwatch.GetElapsedTime(started);
        return shell;
    }

    private async Task<(Shell Shell, IReadOnlyDictionary<string, string> Failures)> TryBuildAsync(
        TenantRecord record,
        IReadOnlyList<FeatureDescriptor> features,
        Dictionary<string, string> problems,
        Func<Shell, TenantChangeContext> administration,
        CancellationToken cancellationToken)
    {
        var blueprint = blueprints.Get(features);
        var tenant = new Tenant(record, features.Select(x => x.Id).ToHashSet(StringComparer.Ordinal), appData.TenantFolder(record.Name));
        var services = new ServiceCollection();
        foreach (var descriptor in blueprint.TenantServices)
            ((ICollection<ServiceDescriptor>)services).Add(descriptor);
        Shell? shell = null;
        services.AddSingleton<ITenant>(tenant);
        services.AddSingleton(record.Name == SetupTenant.Name ? SetupTenant.NoDatabase : databases.Open(record));
        services.AddSingleton<IDataProtectionProvider>(new TenantDataProtectionProvider(protection, record.Name));
        services.AddSingleton<ITenantAdministration>(_ => new TenantAdministration(administration(shell!)));
        blueprint.Use();
        shell = new Shell
        {
            Record = record,
            Tenant = tenant,
            Blueprint = blueprint,
            Services = services.BuildServiceProvider(),
            Problems = problems,
        };
        try
        {
            if (record.Name == SetupTenant.Name)
                return (shell, problems);
            var failures = await MigrateAsync(shell, cancellationToken);
            await RememberHandlersAsync(shell, cancellationToken);
            return (shell, failures);
        }
        catch
        {
            await shell.Services.DisposeAsync();
            blueprint.Release();
            throw;
        }
    }

    private Task<IReadOnlyDictionary<string, string>> MigrateAsync(Shell shell, CancellationToken cancellationToken) =>
        shell.Services.GetRequiredService<MigrationRunner>().RunAsync(
            shell.Services.GetServices<DataMigrationRegistration>().Select(x => x.MigrationType), catalogue.FeatureOf, cancellationToken);

    /// <summary>Also the handlers of a feature whose migration failed: its events wait for it.</summary>
    private async Task RememberHandlersAsync(Shell shell, CancellationToken cancellationToken)
    {
        var known = shell.Services.GetRequiredService<KnownHandlers>();
        var former = formerHandlers.Find(
            shell.Tenant.Features, await known.ListMigrationsAsync(cancellationToken), await known.ListAsync(cancellationToken));
        // Of a handler that is here and elsewhere, what is here counts.
        await known.RememberAsync([.. shell.Blueprint.Handlers, .. former], cancellationToken);
    }

    private static async Task ActivateAsync(Shell shell, CancellationToken cancellationToken)
    {
        var outer = CurrentShell.Value;
        CurrentShell.Value = shell;
        try
        {
            foreach (var events in shell.Services.GetServices<ITenantEvents>())
                await events.ActivatedAsync(cancellationToken);
        }
        catch
        {
            await shell.Services.DisposeAsync();
            shell.Blueprint.Release();
            throw;
        }
        finally
        {
            CurrentShell.Value = outer;
        }
    }
}

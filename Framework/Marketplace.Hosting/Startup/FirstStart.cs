using System.Text.Json;
using Marketplace.Abstractions;
using Marketplace.Hosting.Shells;
using Marketplace.Hosting.Storage;
using Marketplace.Hosting.TenantChanges;
using Marketplace.Hosting.Tenants;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Marketplace.Hosting.Startup;

/// <summary>
/// What happens before the first request: in Development an empty host gets the sample tenants, in Production the setup page.
/// </summary>
internal sealed class FirstStart(
    ShellHost shells,
    TenantCreator creator,
    HostStore store,
    FeatureUpgrade upgrade,
    AppData appData,
    SetupToken token,
    IHostEnvironment environment,
    ILogger<FirstStart> logger)
{
    /// <exception cref="StartupException">A sample tenant or its recipe is broken.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await upgrade.RunAsync(cancellationToken);
        if (environment.IsDevelopment())
            await CreateSamplesAsync(cancellationToken);
        if ((await store.ListAsync(cancellationToken)).Count > 0)
        {
            await shells.RefreshAsync(cancellationToken);
            return;
        }

        shells.ShowSetup();
        logger.LogWarning("This host has no tenant yet. Open /setup and enter the token {SetupToken}", token.Value);
    }

    /// <summary>Also those that are missing after a first start that broke off, but none beside tenants that somebody made.</summary>
    private async Task CreateSamplesAsync(CancellationToken cancellationToken)
    {
        var samples = SampleTenants.Read(appData.Folder).Tenants;
        var there = (await store.ListAsync(cancellationToken)).Select(x => x.Name).ToHashSet(StringComparer.Ordinal);
        if (!there.IsSubsetOf(samples.Select(x => x.Name)))
            return;
        foreach (var tenant in samples.Where(x => !there.Contains(x.Name)))
        {
            try
            {
                if (await creator.CreateAsync(tenant.ToCreation(), cancellationToken) is { Succeeded: false } refused)
                    throw new RecipeException($"{refused.Error} In tenants.json that is \"sharesHosts\": true.");
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Another process that starts on the same database may have been first.
                if (e is RecipeException && await store.FindAsync(tenant.Name, cancellationToken) is not null)
                    continue;
                if (e is not RecipeException)
                    logger.LogError(e, "The sample tenant {Tenant} could not be set up", tenant.Name);
                throw new StartupException($"The sample tenant '{tenant.Name}' could not be set up: {e.Message}", e);
            }
        }
    }
}

/// <summary>
/// The file <c>tenants.json</c> of the data folder: what a first start in Development sets up, and what it tells about it.
/// </summary>
internal sealed record SampleTenants
{
    public IReadOnlyList<SampleTenant> Tenants { get; init; } = [];

    /// <summary>A line printed under the addresses, for example the sample sign-ins.</summary>
    public string Notice { get; init; } = "";

    /// <exception cref="StartupException">The file is broken.</exception>
    public static SampleTenants Read(string folder)
    {
        var file = Path.Combine(folder, "tenants.json");
        if (!File.Exists(file))
            return new SampleTenants();
        try
        {
            return JsonSerializer.Deserialize<SampleTenants>(File.ReadAllText(file), TenantSettings.Json) ?? new SampleTenants();
        }
        catch (JsonException e)
        {
            throw new StartupException(
                $"The file '{file}' is broken ({e.Message}): correct it, or delete it to start without sample tenants.", e);
        }
    }
}

internal sealed record SampleTenant
{
    public required string Name { get; init; }

    public required string DisplayName { get; init; }

    public required string Recipe { get; init; }

    public string PathPrefix { get; init; } = "";

    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Agrees that other tenants have some of the host names too.</summary>
    public bool SharesHosts { get; init; }

    public TenantCreation ToCreation() =>
        new(Name, DisplayName, Recipe, PathPrefix, Hosts, Database: null, Administrator: null) { AgreedHosts = SharesHosts ? Hosts : [] };
}

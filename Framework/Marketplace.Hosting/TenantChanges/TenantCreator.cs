using Marketplace.Abstractions;
using Marketplace.Data;
using Marketplace.Hosting.Modules;
using Marketplace.Hosting.Recipes;
using Marketplace.Hosting.Shells;
using Marketplace.Hosting.Tenants;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Marketplace.Hosting.TenantChanges;

/// <summary>Makes a tenant from a recipe: its database, its content and its row, or nothing at all.</summary>
internal sealed class TenantCreator(
    HostDatabase host,
    HostStore store,
    TenantDatabases databases,
    ShellFactory shells,
    ModuleCatalogue catalogue,
    RecipeFolder recipes,
    RecipeRunner runner,
    ReservedPrefixes reserved,
    ILogger<TenantCreator> logger) : IDisposable
{
    /// <summary>
    /// One creation at a time, here and in the other processes: a creation removes what it finds under its name when it begins and when it
    /// fails, and the form sent twice must not remove what its first copy made.
    /// </summary>
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <returns>That it was made, or the host names in use to which whoever asks must agree.</returns>
    /// <exception cref="RecipeException">A sentence for the person who asked; nothing was made.</exception>
    public async Task<TenantChangeResult> CreateAsync(TenantCreation creation, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await using var alone = host.Server is { } server ? await server.LockAsync("creation of tenants", cancellationToken) : null;
            return await CreateAloneAsync(creation, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<TenantChangeResult> CreateAloneAsync(TenantCreation creation, CancellationToken cancellationToken)
    {
        // What is wrong with it is not passed on: a password that was written without its quotes would be in the sentence.
        if (creation.Database is { Length: > 0 } typed && !ConnectionText.IsValid(typed))
            throw new RecipeException(
                "The connection string of the tenant's database is not one such as "
                + "Host=db.example;Database=shop;Username=shop;Password=…: correct it.");
        var recipe = recipes.Read(creation.Recipe);
        recipe.Validate(catalogue);
        var others = await store.ListAsync(cancellationToken);
        var record = new TenantRecord
        {
            Name = TenantName.Canonical(creation.Name) ?? creation.Name,
            DisplayName = creation.DisplayName,
            Hosts = [.. creation.Hosts.Select(x => HostName.Canonical(x) ?? x).Distinct(StringComparer.Ordinal)],
            PathPrefix = PathPrefix.Canonical(creation.PathPrefix) ?? creation.PathPrefix,
            IsDefault = others.Count == 0,
            State = TenantState.Running,
            Features = [.. recipe.Features.Select(catalogue.PresentId)],
            Splits = catalogue.Splits,
            Settings = WithAddress(recipe.Settings, creation),
            ProtectedDatabase = creation.Database is { Length: > 0 } own ? databases.Protect(own) : null,
            Version = 1,
        };
        record.Validate();
        reserved.Check(record.PathPrefix);
        CheckFree(record, others);
        if (HostsInUse.Find(record, others, creation) is { Count: > 0 } hosts)
            return HostsInUse.AskFor(hosts);
        await databases.CheckFreeAsync(record, cancellationToken);
        await MakeAsync(record, recipe, creation.Administrator, cancellationToken);
        logger.LogInformation("Created tenant {Tenant} from recipe {Recipe}", record.Name, recipe.Name);
        return TenantChangeResult.Ok;
    }

    private static TenantSettings WithAddress(TenantSettings settings, TenantCreation creation)
    {
        if (creation.Hosts.Count > 0 || !Uri.TryCreate(creation.Address, UriKind.Absolute, out var address) || address.IsLoopback)
            return settings;
        var site = settings.Get<SiteSettings>("site");
        return site.BaseUrl is null
            ? settings.With("site", site with { BaseUrl = SiteAddress.Canonical(address.GetLeftPart(UriPartial.Authority)) })
            : settings;
    }

    private static void CheckFree(TenantRecord record, IReadOnlyList<TenantRecord> others)
    {
        if (others.Any(x => x.Name == record.Name) || record.Name == SetupTenant.Name)
            throw new RecipeException($"The tenant name '{record.Name}' is taken: choose another.");
        if (others.FirstOrDefault(
            x => string.Equals(x.PathPrefix, record.PathPrefix, StringComparison.OrdinalIgnoreCase) && SharesHost(x, record)) is { } other)
            throw new RecipeException(
                $"The tenant '{other.Name}' answers at that address already: choose another path prefix or host name.");
    }

    private static bool SharesHost(TenantRecord left, TenantRecord right) =>
        (left.Hosts.Count == 0 && right.Hosts.Count == 0) || left.Hosts.Intersect(right.Hosts, StringComparer.OrdinalIgnoreCase).Any();

    private async Task MakeAsync(
        TenantRecord record, Recipe recipe, AdministratorAccount? administrator, CancellationToken cancellationToken)
    {
        Shell? shell = null;
        try
        {
            await databases.CreateAsync(record, cancellationToken);
            shell = await shells.BuildAsync(
                record,
                _ => throw new RecipeException("A recipe step cannot change features or settings: use the steps 'feature' and 'settings'."),
                cancellationToken);
            if (shell.Problems.Count > 0)
                throw new RecipeException($"The feature '{shell.Problems.First().Key}' does not start: {shell.Problems.First().Value}");
            await runner.RunAsync(shell, recipe, administrator, cancellationToken);
            await shell.RetireAsync(logger);
            shell = null;
            if (!await store.InsertAsync(record, cancellationToken))
                throw new RecipeException($"The tenant name '{record.Name}' was taken meanwhile: choose another.");
        }
        catch
        {
            if (shell is not null)
                await shell.RetireAsync(logger);
            await databases.DropAsync(record, CancellationToken.None);
            throw;
        }
    }
}

using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Testing;

/// <summary>Changes the <see cref="TestTenant"/> in place; the services already built keep what they read.</summary>
internal sealed class TestTenantAdministration(TestTenant tenant) : ITenantAdministration
{
    public IReadOnlyList<FeatureInfo> ListFeatures() =>
        [.. tenant.Features.Order(StringComparer.Ordinal)
            .Select(id => new FeatureInfo(id, id, "", "Other", [], [], false, true, true, true, null))];

    public Task<TenantChangeResult> ChangeFeaturesAsync(
        IReadOnlyCollection<string> enable, IReadOnlyCollection<string> disable, CancellationToken cancellationToken)
    {
        tenant.Features = tenant.Features.Except(disable, StringComparer.Ordinal).Concat(enable).ToHashSet(StringComparer.Ordinal);
        tenant.Version++;
        return Task.FromResult(TenantChangeResult.Ok);
    }

    public Task<TenantChangeResult> RenameAsync(string displayName, CancellationToken cancellationToken)
    {
        tenant.DisplayName = displayName;
        tenant.Version++;
        return Task.FromResult(TenantChangeResult.Ok);
    }

    public Task<TenantChangeResult> EditAsync(Func<TenantEdit, TenantEdit?> change, CancellationToken cancellationToken)
    {
        if (change(new TenantEdit(tenant.DisplayName, tenant.Settings)) is not { } edit)
            return Task.FromResult(TenantChangeResult.Conflict);
        (tenant.DisplayName, tenant.Settings) = (edit.DisplayName, edit.Settings);
        tenant.Version++;
        return Task.FromResult(TenantChangeResult.Ok);
    }

    public Task<TenantChangeResult> ChangeSettingsAsync<T>(string section, T value, CancellationToken cancellationToken)
    {
        tenant.Set(section, value);
        return Task.FromResult(TenantChangeResult.Ok);
    }
}

/// <summary>A host with this one tenant.</summary>
internal sealed class TestTenantDirectory(TestTenant tenant, IServiceScopeFactory scopes) : ITenantDirectory
{
    public event Action<string>? Changed;

    public Task<IReadOnlyList<TenantInfo>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<TenantInfo>>(
            [new TenantInfo(
                tenant.Name, tenant.DisplayName, tenant.Hosts, tenant.PathPrefix, TenantState.Running, true, null, 0, 0, null,
                tenant.Features)]);

    public Task<TenantChangeResult> SetEnabledAsync(string tenant, bool enabled, CancellationToken cancellationToken)
    {
        Changed?.Invoke(tenant);
        return Task.FromResult(TenantChangeResult.Ok);
    }

    public Task<TenantChangeResult> CreateAsync(TenantCreation creation, CancellationToken cancellationToken) =>
        Task.FromResult(new TenantChangeResult("A test shell has one tenant."));

    public IReadOnlyList<RecipeInfo> ListSetupRecipes() => [];

    public async Task<bool> RunInTenantAsync(
        string name, bool activate, Func<IServiceProvider, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        if (!string.Equals(name, tenant.Name, StringComparison.Ordinal))
            return false;
        await using var scope = scopes.CreateAsyncScope();
        await work(scope.ServiceProvider, cancellationToken);
        return true;
    }
}

/// <summary>Every item, whatever the permissions.</summary>
internal sealed class TestNavigation(IEnumerable<INavigationProvider> providers) : INavigation
{
    public ValueTask<IReadOnlyList<MenuItem>> GetMenuAsync(string menu, ClaimsPrincipal user) =>
        ValueTask.FromResult<IReadOnlyList<MenuItem>>([.. providers.SelectMany(x => x.GetItems(menu)).OrderBy(x => x.Order)]);
}

/// <summary>What the shell's host offers: empty until a test adds to <see cref="Services"/>.</summary>
public sealed class TestHostServices : IHostServices, IAsyncDisposable
{
    private ServiceProvider? _provider;

    public IServiceCollection Services { get; } = new ServiceCollection();

    public T GetRequiredService<T>()
        where T : notnull =>
        (_provider ??= Services.BuildServiceProvider()).GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        if (_provider is not null)
            await _provider.DisposeAsync();
    }
}

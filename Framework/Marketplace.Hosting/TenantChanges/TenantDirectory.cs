using Marketplace.Abstractions;
using Marketplace.Hosting.Recipes;
using Marketplace.Hosting.Shells;
using Marketplace.Hosting.Tenants;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Marketplace.Hosting.TenantChanges;

internal sealed class TenantDirectory(
    ShellHost shells, TenantCreator creator, RecipeFolder recipes, ReservedPrefixes reserved, ILogger<TenantDirectory> logger)
        : ITenantDirectory
{
    public event Action<string>? Changed
    {
        add => shells.Changed += value;
        remove => shells.Changed -= value;
    }

    public Task<IReadOnlyList<TenantInfo>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<TenantInfo>>([.. shells.Table.Slots.Values
            .Where(x => x.Record.Name != SetupTenant.Name)
            .OrderBy(x => x.Record.Name, StringComparer.Ordinal)
            .Select(Describe)]);

    public Task<TenantChangeResult> SetEnabledAsync(string tenant, bool enabled, CancellationToken cancellationToken) =>
        shells.Table.Slots.TryGetValue(tenant, out var slot) && slot.Record.IsDefault && !enabled
            ? Task.FromResult(new TenantChangeResult("The default tenant runs the host and cannot be disabled."))
            : shells.ChangeAsync(
                tenant, record => record with { State = enabled ? TenantState.Running : TenantState.Disabled }, [], cancellationToken);

    public async Task<TenantChangeResult> CreateAsync(TenantCreation creation, CancellationToken cancellationToken)
    {
        try
        {
            var result = await creator.CreateAsync(creation, cancellationToken);
            if (result.Succeeded)
                await shells.RefreshAsync(cancellationToken);
            return result;
        }
        catch (RecipeException e)
        {
            return new TenantChangeResult(e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            logger.LogError(e, "Tenant {Tenant} could not be created", creation.Name);
            return new TenantChangeResult($"The tenant was not created: {e.Message}");
        }
    }

    public IReadOnlyList<RecipeInfo> ListSetupRecipes() => recipes.ListSetupRecipes();

    public async Task<bool> RunInTenantAsync(
        string tenant, bool activate, Func<IServiceProvider, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        if (!shells.Table.Slots.TryGetValue(tenant, out var slot) || (!activate && slot.Current is null)
            || await shells.EnterAsync(slot, Timeout.InfiniteTimeSpan, cancellationToken) is not { } shell)
            return false;
        var outer = CurrentShell.Value;
        try
        {
            CurrentShell.Value = shell;
            shell.Speak();
            using var log = logger.BeginScope(shell.LogScope);
            await using var scope = shell.Services.CreateAsyncScope();
            await work(scope.ServiceProvider, cancellationToken);
            return true;
        }
        finally
        {
            CurrentShell.Value = outer;
            shell.Leave();
        }
    }

    private TenantInfo Describe(TenantSlot slot) => new(
        slot.Record.Name,
        slot.Record.DisplayName,
        slot.Record.Hosts,
        slot.Record.PathPrefix,
        slot.Record.State,
        IsActive: slot.Current is not null,
        slot.Failure
            ?? (slot.Current?.Problems is { Count: > 0 } problems ? string.Join(' ', problems.Select(x => $"{x.Key}: {x.Value}")) : null),
        slot.Requests,
        slot.Current?.ActivationBytes ?? 0,
        slot.LastRequestAt,
        slot.Current?.Tenant.Features ?? slot.Record.Features.ToHashSet(StringComparer.Ordinal))
    {
        IsAtReservedPrefix = reserved.IsKnownAt(slot.Record.PathPrefix),
    };
}

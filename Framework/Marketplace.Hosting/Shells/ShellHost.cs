using Marketplace.Abstractions;
using Marketplace.Hosting.Modules;
using Marketplace.Hosting.Tenants;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Marketplace.Hosting.Shells;

/// <summary>
/// The shells of this process: builds them when they are first needed, swaps them when their tenant changes, releases idle ones.
/// </summary>
internal sealed class ShellHost(
    ShellFactory factory, HostStore store, ModuleCatalogue catalogue, BlueprintFactory blueprints, TimeProvider time,
    ILogger<ShellHost> logger)
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _tableGate = new(1, 1);
    private volatile TenantTable _table = TenantTable.Empty;

    public TenantTable Table => _table;

    /// <summary>A tenant's shell started serving, was replaced or was released.</summary>
    public event Action<string>? Changed;

    /// <summary>Reads all tenants and follows what changed: new ones appear, changed ones get a new shell, lost ones end.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        foreach (var slot in await ReadTableAsync(cancellationToken))
            await FollowAsync(slot, cancellationToken);
    }

    /// <returns>The slots whose running shell no longer fits their record.</returns>
    private async Task<IReadOnlyList<TenantSlot>> ReadTableAsync(CancellationToken cancellationToken)
    {
        await _tableGate.WaitAsync(cancellationToken);
        try
        {
            var before = _table;
            var records = await store.ListAsync(cancellationToken);
            // Nobody has finished the setup yet.
            if (records.Count == 0 && before.Slots.ContainsKey(SetupTenant.Name))
                return [];
            if (records.Count == before.Slots.Count
                && records.All(x => before.Slots.TryGetValue(x.Name, out var slot) && slot.Record.Version == x.Version))
                return Outdated(before.Slots.Values);
            var slots = records.Select(record =>
            {
                if (!before.Slots.TryGetValue(record.Name, out var slot))
                    return new TenantSlot(record);
                if (record.Version > slot.Record.Version)
                    slot.Record = record;
                return slot;
            }).ToList();
            _table = new TenantTable(slots);
            var lost = before.Slots.Values.Where(x => !_table.Slots.ContainsKey(x.Record.Name));
            foreach (var slot in lost)
                Retire(slot);
            return Outdated(slots);
        }
        finally
        {
            _tableGate.Release();
        }
    }

    /// <summary>Also those whose new shell could not be built when their record changed: what kept it from it may be over.</summary>
    private static IReadOnlyList<TenantSlot> Outdated(IEnumerable<TenantSlot> slots) =>
        [.. slots.Where(
            x => x.Current is { } shell && (shell.Record.Version != x.Record.Version || x.Record.State == TenantState.Disabled))];

    private async Task FollowAsync(TenantSlot slot, CancellationToken cancellationToken)
    {
        await slot.Gate.WaitAsync(cancellationToken);
        try
        {
            if (slot.Record.State == TenantState.Disabled)
                Retire(slot);
            else if (slot.Current is { } current && current.Record.Version < slot.Record.Version && time.GetUtcNow() >= slot.RetryAt)
                Swap(slot, await factory.BuildAsync(slot.Record, AdministrationOf(slot), cancellationToken));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Failed(slot, e);
        }
        finally
        {
            slot.Gate.Release();
        }
    }

    /// <summary>Serves the setup page where there are no tenants yet.</summary>
    public void ShowSetup() => _table = new TenantTable([new TenantSlot(SetupTenant.Record)]);

    /// <summary>Enters the tenant's shell, building it first if need be. The caller leaves it.</summary>
    /// <param name="longestWait">How long to wait while somebody else builds it.</param>
    /// <returns>Null when the tenant is disabled, still starting or cannot be built now; <see cref="TenantSlot.Failure"/> says
    /// why.</returns>
    public async ValueTask<Shell?> EnterAsync(TenantSlot slot, TimeSpan longestWait, CancellationToken cancellationToken)
    {
        while (slot.Record.State == TenantState.Running)
        {
            if (slot.Current is { } shell)
            {
                if (shell.TryEnter())
                    return shell;
                continue;
            }

            if (!await TryActivateAsync(slot, longestWait, cancellationToken))
                return null;
        }

        return null;
    }

    private async Task<bool> TryActivateAsync(TenantSlot slot, TimeSpan longestWait, CancellationToken cancellationToken)
    {
        if (!await slot.Gate.WaitAsync(longestWait, cancellationToken))
            return false;
        try
        {
            if (slot.Current is not null)
                return true;
            if (time.GetUtcNow() < slot.RetryAt)
                return false;
            // Not the request's token: whoever gave up waiting must not make the next one start over.
            Swap(slot, await factory.BuildAsync(slot.Record, AdministrationOf(slot), CancellationToken.None));
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Failed(slot, e);
            return false;
        }
        finally
        {
            slot.Gate.Release();
        }
    }

    /// <summary>
    /// Builds the shell of a changed record, stores the record, and lets the new shell take over. On failure the old one serves on.
    /// </summary>
    public async Task<TenantChangeResult> ChangeAsync(
        string tenant, Func<TenantRecord, TenantRecord?> change, IReadOnlyCollection<string> mustRun, CancellationToken cancellationToken)
    {
        if (!_table.Slots.TryGetValue(tenant, out var slot))
            return new TenantChangeResult($"There is no tenant '{tenant}'.");
        await slot.Gate.WaitAsync(cancellationToken);
        Shell? shell = null;
        try
        {
            // Another process may have changed the tenant before the news of it came here: what counts is what is stored.
            var stored = await store.FindAsync(tenant, cancellationToken) ?? slot.Record;
            if (change(stored) is not { } changed)
                return TenantChangeResult.Conflict;
            var record = changed with { Version = stored.Version + 1 };
            if (record.State == TenantState.Running)
            {
                shell = await factory.BuildAsync(record, AdministrationOf(slot), cancellationToken);
                if (mustRun.FirstOrDefault(shell.Problems.ContainsKey) is { } failed)
                    return new TenantChangeResult($"{catalogue.Find(failed)!.Name} was not enabled. {shell.Problems[failed]}");
            }

            if (!await store.UpdateAsync(record, cancellationToken))
                return TenantChangeResult.Conflict;
            slot.Record = record;
            if (shell is null)
                Retire(slot);
            else
                Swap(slot, shell);
            shell = null;
            return TenantChangeResult.Ok;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            logger.LogError(e, "The change of tenant {Tenant} failed; its shell serves on unchanged", tenant);
            return new TenantChangeResult($"The change was not made: {e.Message}");
        }
        finally
        {
            slot.Gate.Release();
            _ = shell?.RetireAsync(logger);
        }
    }

    /// <summary>Releases shells that nobody asked for since <paramref name="idle"/> ago.</summary>
    public async Task ReleaseIdleAsync(TimeSpan idle, CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - idle;
        foreach (var slot in _table.Slots.Values)
        {
            if (slot.Current is not { IsIdle: true } || slot.LastUseAt > before)
                continue;
            await slot.Gate.WaitAsync(cancellationToken);
            try
            {
                // Somebody may have come, or a change may have swapped shells, while this waited.
                if (slot.Current is not { IsIdle: true } || slot.LastUseAt > before)
                    continue;
                Retire(slot);
                logger.LogInformation("Released the idle shell of tenant {Tenant}", slot.Record.Name);
            }
            finally
            {
                slot.Gate.Release();
            }
        }

        blueprints.Trim();
    }

    /// <summary>Ends all shells when the host stops.</summary>
    public async Task StopAsync()
    {
        var shells = _table.Slots.Values.Select(x => x.Current).OfType<Shell>().ToList();
        foreach (var slot in _table.Slots.Values)
            Retire(slot);
        await Task.WhenAny(Task.WhenAll(shells.Select(x => x.Disposed)), Task.Delay(TimeSpan.FromSeconds(5), time));
    }

    private Func<Shell, TenantChangeContext> AdministrationOf(TenantSlot slot) =>
        shell => new TenantChangeContext(this, factory, catalogue, slot.Record.Name, shell);

    private void Swap(TenantSlot slot, Shell shell)
    {
        var old = slot.Current;
        slot.Current = shell;
        slot.Failure = null;
        slot.RetryAt = default;
        slot.Touch(time.GetUtcNow());
        logger.LogInformation(
            "Activated tenant {Tenant} version {Version} with {Features} features in {Milliseconds} ms",
            slot.Record.Name, shell.Record.Version, shell.Tenant.Features.Count, (int)shell.ActivationTime.TotalMilliseconds);
        _ = old?.RetireAsync(logger);
        Changed?.Invoke(slot.Record.Name);
    }

    private void Retire(TenantSlot slot)
    {
        if (slot.Current is not { } shell)
            return;
        slot.Current = null;
        _ = shell.RetireAsync(logger);
        Changed?.Invoke(slot.Record.Name);
    }

    private void Failed(TenantSlot slot, Exception exception)
    {
        slot.Failure = exception.Message;
        slot.RetryAt = time.GetUtcNow() + RetryPause;
        logger.LogError(exception, "The shell of tenant {Tenant} could not be built", slot.Record.Name);
    }
}

using Marketplace.Abstractions;
using Marketplace.Hosting.Observability;
using Marketplace.Hosting.Shells;
using Marketplace.Hosting.Tenants;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Marketplace.Hosting.Commands;

/// <summary>Runs a command in the shell of one tenant, or of every running tenant that has its feature, one after the other.</summary>
internal sealed class CommandRunner(ShellHost shells, ShellFactory factory, ITenantDirectory directory, ILogger<CommandRunner> logger)
{
    /// <returns>The worst of the tenants' exit codes; 1 for a tenant whose shell cannot be built or whose command threw.</returns>
    /// <exception cref="CommandUsageException">No tenant can run it, or its arguments are wrong.</exception>
    public async Task<int> RunAsync(CommandDescriptor command, CommandLine line, TextWriter output, CancellationToken cancellationToken)
    {
        var worst = 0;
        using var actor = CurrentActor.BeginCommand();
        foreach (var tenant in TenantsFor(command, line.Tenant))
        {
            if (tenant.Record.State == TenantState.Disabled)
            {
                await output.WriteLineAsync($"{Title(tenant)}: disabled, left out");
                continue;
            }

            await output.WriteLineAsync($"{Title(tenant)}:");
            worst = Math.Max(worst, await RunAsync(command, line, tenant, output, cancellationToken));
        }

        return worst;
    }

    private List<TenantSlot> TenantsFor(CommandDescriptor command, string? tenant)
    {
        var all = shells.Table.Slots.Values.Where(x => x.Record.Name != SetupTenant.Name)
            .OrderBy(x => x.Record.Name, StringComparer.Ordinal).ToList();
        if (all.Count == 0)
            throw new CommandUsageException("This host has no tenant yet: start it without a command and set one up.");
        if (tenant is null)
            return all.Where(Has).ToList() is { Count: > 0 } able
                ? able
                : throw new CommandUsageException($"No tenant has the feature {command.FeatureId}, which brings '{command.Name}'.");
        var named = all.FirstOrDefault(x => x.Record.Name == (TenantName.Canonical(tenant) ?? tenant))
            ?? throw new CommandUsageException(
                $"There is no tenant '{tenant}'; there are: {string.Join(", ", all.Select(x => x.Record.Name))}.");
        if (named.Record.State == TenantState.Disabled)
            throw new CommandUsageException($"The tenant '{tenant}' is disabled: enable it at /admin/tenants first.");
        return Has(named)
            ? [named]
            : throw new CommandUsageException(
                $"The tenant '{tenant}' does not have the feature {command.FeatureId}, which brings '{command.Name}'.");

        bool Has(TenantSlot slot) => factory.FeaturesOf(slot.Record).Any(x => x.Id == command.FeatureId);
    }

    private async Task<int> RunAsync(
        CommandDescriptor command, CommandLine line, TenantSlot tenant, TextWriter output, CancellationToken cancellationToken)
    {
        var code = 1;
        try
        {
            var ran = await directory.RunInTenantAsync(
                tenant.Record.Name,
                activate: true,
                async (services, token) =>
                {
                    if (services.GetService(command.Type) is ITenantCommand instance)
                        code = await instance.RunAsync(new CommandContext(new CommandArguments(line.Arguments), output), token);
                    else
                        await output.WriteLineAsync(
                            $"  failed: {tenant.Current?.Problems.GetValueOrDefault(command.FeatureId) ?? $"the feature "
                            + $"{command.FeatureId} does not offer it here."}");
                },
                cancellationToken);
            if (!ran)
                await output.WriteLineAsync($"  failed: the tenant could not be started: {tenant.Failure}");
        }
        catch (Exception e) when (e is not (CommandUsageException or OperationCanceledException))
        {
            logger.LogError(e, "{Command} failed in tenant {Tenant}", command.Name, tenant.Record.Name);
            await output.WriteLineAsync($"  failed: {e.Message}");
        }

        return code;
    }

    private static string Title(TenantSlot tenant) => $"{tenant.Record.Name} ({tenant.Record.DisplayName})";
}

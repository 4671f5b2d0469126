using System.Globalization;

namespace Marketplace.Hosting.Tests.Probe;

/// <summary>Tells where it runs, and ends as it is told.</summary>
[TenantCommand("probe", Description = "Tells what a command sees.", Options = "[--code CODE] [--code-of TENANT] [--throw-in TENANT]")]
public sealed class ProbeCommand(ITenant tenant) : ITenantCommand
{
    public async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var code = int.Parse(context.Arguments.TakeOption("--code") ?? "0", CultureInfo.InvariantCulture);
        var codeOf = context.Arguments.TakeOption("--code-of") ?? tenant.Name;
        var throwIn = context.Arguments.TakeOption("--throw-in");
        context.Arguments.End();
        if (throwIn == tenant.Name)
            throw new InvalidOperationException("The command is cursed.");
        await context.Output.WriteLineAsync($"  probed {tenant.Name}");
        return codeOf == tenant.Name ? code : 0;
    }
}

[TenantCommand("probe-one", Description = "Runs for one tenant alone.", RequiresTenant = true)]
public sealed class ProbeOneCommand : ITenantCommand
{
    public Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken) => Task.FromResult(0);
}

[Feature("Probe.BrokenMigration")]
[TenantCommand("probe-broken", Description = "Belongs to a feature that cannot run.")]
public sealed class BrokenCommand : ITenantCommand
{
    public Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("It must not run.");
}

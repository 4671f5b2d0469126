using System.Reflection;
using Marketplace.Abstractions;
using Marketplace.Hosting.Modules;

namespace Marketplace.Hosting.Commands;

/// <summary>A command that a feature brings.</summary>
internal sealed record CommandDescriptor(Type Type, string FeatureId, TenantCommandAttribute Manner)
{
    public string Name => Manner.Name;

    public string Usage =>
        string.Join(
            ' ', new[] { Name, Manner.RequiresTenant ? "--tenant NAME" : "[--tenant NAME]", Manner.Options }.Where(x => x.Length > 0));
}

/// <summary>The commands of all modules, known before any tenant's shell is built.</summary>
internal static class CommandCatalogue
{
    /// <exception cref="CommandUsageException">There is no such command, or it was called without the tenant it needs.</exception>
    public static CommandDescriptor Find(ModuleCatalogue modules, CommandLine line)
    {
        var commands = Read(modules);
        var command = commands.FirstOrDefault(x => x.Name == line.Command)
            ?? throw new CommandUsageException($"There is no command '{line.Command}'{Known(commands)}.");
        if (command.Manner.RequiresTenant && line.Tenant is null)
            throw new CommandUsageException($"{command.Name} needs to be told the tenant. Usage: {command.Usage}");
        return command;
    }

    private static List<CommandDescriptor> Read(ModuleCatalogue modules) =>
        [.. from assembly in modules.Features.Select(x => x.Assembly).Distinct()
            from type in assembly.GetTypes()
            let manner = type.GetCustomAttribute<TenantCommandAttribute>()
            where manner is not null
            orderby manner.Name
            select new CommandDescriptor(type, modules.FeatureOf(type), manner)];

    private static string Known(List<CommandDescriptor> commands) =>
        commands.Count == 0
            ? ""
            : $"; there are: {string.Join("; ", commands.Select(x => $"{x.Usage} ({x.Manner.Description.TrimEnd('.')})"))}";
}

using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Abstractions;

/// <summary>
/// How a command is called: <c>dotnet run --project Marketplace.Web -- verify --tenant mycelium</c>. Found on every
/// <see cref="ITenantCommand"/>.
/// </summary>
/// <param name="name">Lower case, unique in the host, for example <c>migrate-tfp</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TenantCommandAttribute(string name) : Attribute
{
    public string Name { get; } = name;

    /// <summary>One sentence.</summary>
    public required string Description { get; init; }

    /// <summary>What may follow the name besides <c>--tenant NAME</c>, for example <c>--folder FOLDER [--dry-run]</c>.</summary>
    public string Options { get; init; } = "";

    /// <summary>True: it never runs for every tenant, <c>--tenant</c> must be given.</summary>
    public bool RequiresTenant { get; init; }
}

/// <summary>
/// Something an operator runs from the command line instead of serving. It runs in a scope of a tenant's shell: the one that
/// <c>--tenant</c> names, or one after the other every running tenant that has its feature. Nothing listens meanwhile and no recurring task
/// or queued job is started.
/// </summary>
public interface ITenantCommand
{
    /// <returns>0 when all is well; the worst answer of all tenants becomes the exit code. A throw counts as 1, and the other tenants still
    /// run.</returns>
    /// <exception cref="CommandUsageException">The arguments are wrong; nothing else runs.</exception>
    Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken);
}

/// <param name="Output">Standard output: whole lines that a person can read.</param>
public sealed record CommandContext(CommandArguments Arguments, TextWriter Output);

/// <summary>The command was called wrongly. The message is one sentence; the host adds the command's usage and ends with code 2.</summary>
public sealed class CommandUsageException(string message) : Exception(message);

public static class CommandRegistration
{
    public static IServiceCollection AddTenantCommand<TCommand>(this IServiceCollection services)
        where TCommand : class, ITenantCommand =>
        services.AddScoped<TCommand>();
}

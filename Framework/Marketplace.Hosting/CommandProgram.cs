using System.Runtime.InteropServices;
using Marketplace.Abstractions;
using Marketplace.Hosting.Commands;
using Marketplace.Hosting.Shells;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Marketplace.Hosting;

/// <summary>
/// The program while it runs a command: the host is built as for a start, but nothing listens and no hosted service starts.
/// </summary>
internal static class CommandProgram
{
    /// <summary>As shells report a process that a signal ended.</summary>
    private const int Interrupted = 130;

    /// <param name="configure">Changes made last, for tests.</param>
    /// <exception cref="CommandUsageException">The command was called wrongly; where the command itself or a tenant's name is wrong,
    /// nothing ran.</exception>
    /// <exception cref="StartupException">The host cannot start.</exception>
    public static async Task<int> RunAsync(CommandLine line, TextWriter output, Action<WebApplicationBuilder>? configure)
    {
        CommandDescriptor? command = null;
        await using var app = await MarketplaceHost.BuildAsync(
            line.Settings,
            builder =>
            {
                // Standard output belongs to the command.
                builder.Services.Configure<ConsoleLoggerOptions>(x => x.LogToStandardErrorThreshold = LogLevel.Trace);
                builder.Logging.AddFilter<ConsoleLoggerProvider>(category: null, LogLevel.Warning);
                configure?.Invoke(builder);
            },
            modules => command = CommandCatalogue.Find(modules, line));
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            return await app.Services.GetRequiredService<CommandRunner>().RunAsync(command!, line, output, stop.Token);
        }
        catch (CommandUsageException e)
        {
            throw new CommandUsageException($"{e.Message} Usage: {command!.Usage}");
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await output.WriteLineAsync("interrupted");
            return Interrupted;
        }
        finally
        {
            await app.Services.GetRequiredService<ShellHost>().StopAsync();
        }

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }
    }
}

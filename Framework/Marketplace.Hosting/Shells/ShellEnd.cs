using Marketplace.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Marketplace.Hosting.Shells;

/// <summary>How a shell ends: its modules hear of it, then its services are disposed of.</summary>
internal static class ShellEnd
{
    /// <returns>Completes when everybody has left and the shell is gone.</returns>
    public static Task RetireAsync(this Shell shell, ILogger logger)
    {
        shell.Retire(() => TerminateAsync(shell, logger));
        return shell.Disposed;
    }

    private static async Task TerminateAsync(Shell shell, ILogger logger)
    {
        CurrentShell.Value = shell;
        foreach (var events in shell.Services.GetServices<ITenantEvents>())
            await LogFailureAsync(events.TerminatingAsync, events.GetType());
        await LogFailureAsync(() => shell.Services.DisposeAsync().AsTask(), typeof(Shell));
        shell.Blueprint.Release();

        async Task LogFailureAsync(Func<Task> end, Type what)
        {
            try
            {
                await end();
            }
            catch (Exception e)
            {
                logger.LogError(e, "{Part} of tenant {Tenant} failed to end cleanly", what.FullName, shell.Record.Name);
            }
        }
    }
}

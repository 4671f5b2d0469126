using Marketplace.Data;
using Marketplace.Hosting.Shells;
using Marketplace.Hosting.Tenants;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Marketplace.Hosting.TenantChanges;

/// <summary>
/// Follows what other processes change: by PostgreSQL notifications within a second, and by a slow poll in case one was missed.
/// Also releases shells that have been idle for <c>Marketplace:IdleMinutes</c> (default 60).
/// </summary>
internal sealed class TenantWatcher(
    ShellHost shells, HostDatabase host, TimeProvider time, IConfiguration configuration, ILogger<TenantWatcher> logger) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _notified = new(0);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host must come up even where the database is slow to answer this first time.
        await Task.Yield();
        var listening = host.Server is { } server ? ListenAsync(server, stoppingToken) : Task.CompletedTask;
        var idle = TimeSpan.FromMinutes(configuration.GetValue("Marketplace:IdleMinutes", 60));
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await _notified.WaitAsync(Poll, stoppingToken);
                while (_notified.Wait(0, stoppingToken))
                {
                    // One look at the table answers all notifications that came by now.
                }

                await shells.RefreshAsync(stoppingToken);
                await shells.ReleaseIdleAsync(idle, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                logger.LogError(e, "Looking for changed tenants failed; it is tried again in {Seconds} s", Poll.TotalSeconds);
            }
        }

        await listening;
    }

    private async Task ListenAsync(PostgresServer server, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // Whatever changed while nobody listened is found by looking once when listening begins.
                await server.ListenAsync(HostStore.Channel, _ => _notified.Release(), () => _notified.Release(), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                logger.LogWarning(e, "The connection that hears of changed tenants was lost; it is opened again");
                await Task.Delay(TimeSpan.FromSeconds(1), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await shells.StopAsync();
    }

    public override void Dispose()
    {
        _notified.Dispose();
        base.Dispose();
    }
}

using Marketplace.Data;

namespace Marketplace.Jobs.Outbox;

/// <summary>
/// The safety net under <see cref="OutboxPump"/>. It waits for no lane, which would keep other tenants' tasks waiting too.
/// </summary>
[BackgroundTask(
    Title = "Deliver events", Description = "Hands events that still wait to the modules that act on them.", Schedule = "* * * * *",
    WakesTenant = false, Retries = 0)]
[StoredName("Marketplace.Jobs.Outbox.OutboxRelayTask")]
internal sealed class OutboxRelayTask(OutboxPump pump, OutboxRelay relay) : IBackgroundTask
{
    public Task RunAsync(CancellationToken cancellationToken) => pump.WakeForDueAsync(relay, cancellationToken);
}

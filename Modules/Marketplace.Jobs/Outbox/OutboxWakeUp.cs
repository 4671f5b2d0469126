using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Marketplace.Jobs.Outbox;

/// <summary>Wakes a tenant whose outbox holds something that is due again.</summary>
[DisallowConcurrentExecution]
[StoredName("Marketplace.Jobs.Outbox.OutboxWakeUp, Marketplace.Jobs")]
internal sealed class OutboxWakeUp(ITenantDirectory directory) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await directory.RunInTenantAsync(
            context.JobDetail.Key.Group,
            activate: true,
            (services, _) =>
            {
                services.GetRequiredService<OutboxPump>().WakeAll();
                return Task.CompletedTask;
            },
            cancellationToken);
}

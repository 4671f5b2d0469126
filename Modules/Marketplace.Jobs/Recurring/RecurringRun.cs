using Marketplace.Jobs.Queue;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Marketplace.Jobs.Recurring;

/// <summary>
/// One firing of a recurring task. The scheduler sees to it that a tenant's task never runs twice at once, in no process.
/// </summary>
[DisallowConcurrentExecution]
[StoredName("Marketplace.Jobs.Recurring.RecurringRun, Marketplace.Jobs")]
internal sealed class RecurringRun(ITenantDirectory directory) : IJob
{
    public const string Type = "type";
    public const string Wakes = "wakes";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var data = context.JobDetail.JobDataMap;
        await directory.RunInTenantAsync(
            context.JobDetail.Key.Group,
            activate: string.Equals((string?)data[Wakes], bool.TrueString, StringComparison.Ordinal),
            (services, token) => services.GetRequiredService<JobRunner>()
                .RunTaskAsync((string)data[Type]!, context.RetryAttempt + 1, token),
            cancellationToken);
    }
}

using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Jobs.Recurring;

/// <summary>A shell that starts serving says which tasks its features bring.</summary>
internal sealed class ScheduleOnActivation(ITenant tenant, IHostServices host, IEnumerable<BackgroundTaskRegistration> registrations) : ITenantEvents
{
    public Task ActivatedAsync(CancellationToken cancellationToken)
    {
        host.GetRequiredService<RecurringSchedules>().Announce(tenant.Name, [.. registrations.Select(RecurringTask.From)]);
        return Task.CompletedTask;
    }
}

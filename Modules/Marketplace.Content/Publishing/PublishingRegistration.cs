using Marketplace.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content.Publishing;

internal static class PublishingRegistration
{
    internal static IServiceCollection AddPublishing(this IServiceCollection services) =>
        services
            .AddSingleton<IAuditActs, ContentActs>()
            .AddSingleton<Publisher>()
            .AddSingleton<PublishItem>()
            .AddSingleton<UnpublishItem>()
            .AddSingleton<SubmitForReview>()
            .AddSingleton<TenantTimes>()
            .AddSingleton<ScheduleItem>()
            .AddBackgroundTask<CarryOutSchedule>()
            .AddJob<CarryOutScheduleJob, ScheduleDue>();
}

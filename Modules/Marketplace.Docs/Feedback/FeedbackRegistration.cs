using Marketplace.Data;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Docs.Feedback;

internal static class FeedbackRegistration
{
    internal static IServiceCollection AddFeedback(this IServiceCollection services) =>
        services
            .AddDataMigration<FeedbackTables>()
            .AddSingleton<FeedbackMetrics>()
            .AddSingleton<FeedbackStore>()
            .AddSingleton<GiveFeedback>()
            .AddScoped<FeedbackEndpoints>()
            .Configure<RateLimiterOptions>(FeedbackLimits.Configure)
            .AddToZone<OpenCommentsViewComponent>(Zones.AdminAttention, order: 80, Permissions.ReadDocsFeedback);
}

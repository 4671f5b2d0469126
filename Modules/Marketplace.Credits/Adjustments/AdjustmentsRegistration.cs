using Marketplace.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Credits;

internal static class AdjustmentsRegistration
{
    public static IServiceCollection AddAdjustments(this IServiceCollection services) => services
        .AddDataMigration<AdjustmentMigrations>()
        .AddSingleton<ApprovalRule>()
        .AddSingleton<PostAdjustment>()
        .AddScoped<RequestAdjustment>()
        .AddSingleton<ApproveAdjustment>()
        .AddSingleton<CloseAdjustment>()
        .AddSingleton<ListAdjustments>()
        .AddSingleton<AdjustmentTexts>()
        .AddScoped<Operators>()
        .AddToZone<WaitingAdjustmentsViewComponent>(Zones.AdminAttention, order: 30, Permissions.ApproveAdjustments);
}

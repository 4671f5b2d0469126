using Marketplace.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Adjustments.Requests;

internal static class AdjustmentsRegistration
{
    public static IServiceCollection AddAdjustments(this IServiceCollection services) => services
        .AddDataMigration<AdjustmentMigrations>()
        .AddSingleton<ApprovalRule>()
        .AddSingleton<PostAdjustment>()
        .AddScoped<RequestAdjustment>()
        .AddApprovalKind<AdjustmentApproval>()
        .AddApprovalKind<LimitApproval>()
        .AddSingleton<IAuditActs, AdjustmentActs>()
        .AddSingleton<ListAdjustments>()
        .AddSingleton<AdjustmentTexts>()
        .AddScoped<ChangeLimit>()
        .AddScoped<Operators>();
}

using Marketplace.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Audit.Approvals;

internal static class ApprovalsRegistration
{
    public static IServiceCollection AddApprovals(this IServiceCollection services) => services
        .AddDataMigration<ApprovalTables>()
        .AddScoped<ApprovalParties>()
        .AddScoped<ApprovalAudit>()
        .AddScoped<AskForApproval>()
        .AddScoped<MadeByAsker>()
        .AddScoped<DecideApproval>()
        .AddScoped<IApproval, Approving>()
        .AddScoped<ListApprovals>()
        .AddScoped<ApprovalAccess>()
        .AddScoped<ApprovalTexts>()
        .AddSingleton<IAuditActs, ApprovalActs>()
        .AddSingleton<INotificationKinds, ApprovalNotifications>()
        .AddScoped<TellOfOutdated>()
        .AddEventHandler<ApprovalWaiting, TellOfWaiting>()
        .AddEventHandler<SettingsApproved, ChangeApprovedSettings>()
        .AddTenantCommand<ApproveCommand>()
        .AddToZone<WaitingApprovalsViewComponent>(Zones.AdminAttention, order: 25);
}

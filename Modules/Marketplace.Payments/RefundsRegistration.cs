using Marketplace.Credits.Verification.Rules;
using Marketplace.Data;
using Marketplace.Payments.Disputes;
using Marketplace.Payments.Reconciliation.Rules;
using Marketplace.Payments.Refunds;
using Marketplace.Payments.Clawback;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Payments;

internal static class RefundsRegistration
{
    /// <summary>Refunds, disputes and the admin's pages of payments.</summary>
    public static IServiceCollection AddRefunds(this IServiceCollection services) => services
        .AddDataMigration<ClawbackTables>()
        .AddSingleton<LedgerRule, TakingsAgree>()
        .AddScoped<IRefunds, RefundActions>()
        .AddScoped<IDisputes, DisputeActions>()
        .AddScoped<TakeBackCredits>()
        .AddSingleton<TakenWords>()
        .AddScoped<TellOfRefund>()
        .AddScoped<PreviewRefund>()
        .AddScoped<RefundTopUpCommand>()
        .AddScoped<StoreRefund>()
        .AddSingleton<RefundTexts>()
        .AddApprovalKind<RefundApproval>()
        .AddEventHandler<RefundApproved, SendApprovedRefund>()
        .AddScoped<AskForRefund>()
        .AddBackgroundTask<AskAboutRefunds>()
        .AddSingleton<IAuditActs, RefundActs>()
        .AddSingleton<IPermissionProvider, RefundPermissions>()
        .AddScoped<TellOfDispute>()
        .AddEventHandler<DisputeOpened, TellOperators>()
        .AddSingleton<INotificationKinds, RefundNotifications>()
        .AddSingleton<INotificationKinds, DisputeNotifications>();
}

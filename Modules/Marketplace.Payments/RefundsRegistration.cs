using Marketplace.Credits;
using Marketplace.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Payments;

internal static class RefundsRegistration
{
    /// <summary>Refunds, disputes and the admin's pages of payments.</summary>
    public static IServiceCollection AddRefunds(this IServiceCollection services) => services
        .AddDataMigration<TakingBackTables>()
        .AddSingleton<LedgerRule, TakingsAgree>()
        .AddScoped<IRefunds, Refunds>()
        .AddScoped<IDisputes, Disputes>()
        .AddScoped<TakeBackCredits>()
        .AddSingleton<TakenWords>()
        .AddScoped<TellOfRefund>()
        .AddScoped<RefundTopUpCommand>()
        .AddScoped<AskForRefund>()
        .AddBackgroundTask<AskAboutRefunds>()
        .AddSingleton<IAuditActs, RefundActs>()
        .AddSingleton<IPermissionProvider, RefundPermissions>()
        .AddScoped<TellOfDispute>()
        .AddEventHandler<DisputeOpened, TellOperators>()
        .AddSingleton<INotificationKinds, RefundNotifications>()
        .AddSingleton<INotificationKinds, DisputeNotifications>();
}

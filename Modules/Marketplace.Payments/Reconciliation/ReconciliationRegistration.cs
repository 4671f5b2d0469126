using Marketplace.Credits.Verification.Rules;
using Marketplace.Data;
using Marketplace.Payments.Charging;
using Marketplace.Payments.Reconciliation.Comparison;
using Marketplace.Payments.Reconciliation.Differences;
using Marketplace.Payments.Reconciliation.Events;
using Marketplace.Payments.Reconciliation.OpenTopUps;
using Marketplace.Payments.Reconciliation.Reconciling;
using Marketplace.Payments.Reconciliation.Rules;
using Marketplace.Payments.Reconciliation.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Payments.Reconciliation;

internal static class ReconciliationRegistration
{
    public static IServiceCollection AddReconciliation(this IServiceCollection services) => services
        .AddDataMigration<ReconciliationTables>()
        .AddSingleton<OpenTopUpRows>()
        .AddScoped<FindLostIntent>()
        .AddScoped<SettleTopUp>()
        .AddScoped<SettleOpenTopUps>()
        .AddBackgroundTask<SettleOpenTopUpsTask>()
        .AddSingleton<SweptEvents>()
        .AddScoped<SweepEvents>()
        .AddScoped<ApplyTakenMoney>()
        .AddBackgroundTask<SweepEventsTask>()
        .AddSingleton<ForeignObjects>()
        .AddSingleton<ReadBooks>()
        .AddScoped<AskGateway>()
        .AddScoped<CompareRecord>()
        .AddScoped<CompareDays>()
        .AddSingleton<DifferenceRows>()
        .AddSingleton<DifferenceWords>()
        .AddSingleton<IAuditActs, DifferenceActs>()
        .AddScoped<ApplyDifference>()
        .AddScoped<ExplainDifference>()
        .AddSingleton<RunRows>()
        .AddScoped<Reconcile>()
        .AddJob<ReconcileJob, ReconciliationRequest>()
        .AddBackgroundTask<ReconcileTask>()
        .AddSingleton<LedgerRule, TopUpsHaveTheirTransactions>()
        .AddSingleton<LedgerRule, TopUpTransactionsHaveTheirTopUp>()
        .AddSingleton<IPermissionProvider, ReconciliationPermissions>()
        .AddScoped<INavigationProvider, ReconciliationMenu>()
        .AddToZone<ReconciliationAttentionViewComponent>(Zones.AdminAttention, order: 8, ReconciliationPermissions.ReconcilePayments);
}

using Marketplace.Data;
using Marketplace.Payments.Disputes;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Payments.Timeline;

internal static class TimelineRegistration
{
    /// <summary>The admin's pages of payments.</summary>
    public static IServiceCollection AddTimeline(this IServiceCollection services) => services
        .AddDataMigration<TimelineTables>()
        .AddScoped<INavigationProvider, AdminPaymentsMenu>()
        .AddScoped<ListAllPayments>()
        .AddScoped<FindPayments>()
        .AddScoped<ReadPayment>()
        .AddScoped<ReadTimeline>()
        .AddScoped<OwnTimeline>()
        .AddSingleton<AdminPaymentTexts>()
        .AddScoped<ListOpenDisputes>()
        .AddToZone<DisputesAttentionViewComponent>(Zones.AdminAttention, order: 15, Permissions.ViewPayments);
}

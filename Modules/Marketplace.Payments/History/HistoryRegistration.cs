using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Payments.History;

internal static class HistoryRegistration
{
    public static IServiceCollection AddPaymentHistory(this IServiceCollection services) => services
        .AddSingleton<ListPayments>()
        .AddSingleton<ReadPaymentFilter>()
        .AddScoped<PaymentTexts>()
        .AddScoped<ContinueTopUp>()
        .AddScoped<HistoryEndpoints>();
}

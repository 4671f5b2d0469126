using Marketplace.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Payments;

internal static class PaymentMethodsRegistration
{
    public static IServiceCollection AddPaymentMethods(this IServiceCollection services) => services
        .AddDataMigration<PaymentMethodTables>()
        .AddScoped<IPaymentMethods, PaymentMethods>()
        .AddScoped<PaymentCustomers>()
        .AddSingleton<StoreMethod>()
        .AddEventHandler<MethodLetGo, DetachMethod>()
        .AddEventHandler<MethodToKeep, KeepMethod>();
}

using Marketplace.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Payments.PaymentMethods;

internal static class PaymentMethodsRegistration
{
    public static IServiceCollection AddPaymentMethods(this IServiceCollection services) => services
        .AddDataMigration<PaymentMethodTables>()
        .AddScoped<IPaymentMethods, PaymentMethodActions>()
        .AddScoped<PaymentCustomers>()
        .AddSingleton<StoreMethod>()
        .AddSingleton<RemoveMethod>()
        .AddSingleton<OrderMethods>()
        .AddScoped<StartMethodSetup>()
        .AddScoped<SaveMethod>()
        .AddBackgroundTask<TellOfExpiry>()
        .AddSingleton<INotificationKinds, PaymentMethodNotifications>()
        .AddToZone<PaymentMethodsLinkViewComponent>(Zones.Settings, order: 10)
        .AddEventHandler<MethodLetGo, DetachMethod>()
        .AddEventHandler<MethodToKeep, KeepMethod>();
}

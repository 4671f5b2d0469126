using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Payments.Settings;

internal static class SettingsRegistration
{
    public static IServiceCollection AddPaymentSettings(this IServiceCollection services) => services
        .AddSingleton<PaymentsSettingsRules>()
        .AddSingleton<ReceiptSettingsRules>()
        .AddSingleton<IPermissionProvider, PaymentSettingsPermissions>()
        .AddScoped<INavigationProvider, PaymentSettingsMenu>();
}

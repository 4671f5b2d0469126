using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Abstractions;

public static class MoneyRegistration
{
    /// <summary>What reads amounts. Localization is the host's to add.</summary>
    public static IServiceCollection AddMoney(this IServiceCollection services) => services.AddSingleton<AmountReader>();
}

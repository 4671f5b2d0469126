using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Credits.TransactionDetails;

internal static class DetailsRegistration
{
    public static IServiceCollection AddTransactionDetails(this IServiceCollection services) => services
        .AddScoped<ReadTransactionDetails>()
        .AddSingleton<DetailTexts>();
}

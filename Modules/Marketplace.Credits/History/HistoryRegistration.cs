using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Credits.History;

internal static class HistoryRegistration
{
    public static IServiceCollection AddHistory(this IServiceCollection services) => services
        .AddSingleton<ReadHistory>()
        .AddSingleton<ReadFilter>()
        .AddSingleton<ExportHistory>()
        .AddScoped<HistoryEndpoints>();
}

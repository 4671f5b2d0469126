using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content.Wording;

internal static class WordingRegistration
{
    internal static IServiceCollection AddWording(this IServiceCollection services) =>
        services
            .AddSingleton<WordingCheck>()
            .AddSingleton<WordingReport>()
            .AddSingleton<WordingRules>()
            .AddSingleton<ReplaceWords>();
}

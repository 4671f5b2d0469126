using Marketplace.Content.Items;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content.Serving;

internal static class ServingRegistration
{
    internal static IServiceCollection AddServing(this IServiceCollection services) =>
        services
            .AddSingleton<PublishedContent>()
            .AddSingleton<IPublishedContent>(x => x.GetRequiredService<PublishedContent>());
}

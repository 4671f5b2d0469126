using Marketplace.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content.Publishing;

internal static class PublishingRegistration
{
    internal static IServiceCollection AddPublishing(this IServiceCollection services) =>
        services
            .AddSingleton<IAuditActs, ContentActs>()
            .AddSingleton<Publisher>();
}

using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Docs.Ordering;

internal static class OrderingRegistration
{
    internal static IServiceCollection AddOrdering(this IServiceCollection services) => services.AddSingleton<IDocTree, StoredDocTree>();
}

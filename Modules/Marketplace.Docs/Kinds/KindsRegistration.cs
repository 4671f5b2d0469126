using Marketplace.Content.Items;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Docs.Kinds;

internal static class KindsRegistration
{
    internal static IServiceCollection AddKinds(this IServiceCollection services) => services.AddScoped<IContentKinds, DocKinds>();
}

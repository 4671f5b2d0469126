using Marketplace.Docs.Languages;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Docs.Tree;

internal static class TreeRegistration
{
    internal static IServiceCollection AddTree(this IServiceCollection services) =>
        services
            .AddSingleton<DocLanguages>()
            .AddSingleton<DocTreeCache>()
            .AddScoped<DocTrees>();
}

using Marketplace.Content.Rendering;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content.Blocks;

internal static class BlocksRegistration
{
    public static IServiceCollection AddBlocks(this IServiceCollection services) =>
        services
            .AddScoped<BlockCatalog>()
            .AddScoped<ShowBlock>()
            .AddScoped<ShowPhrase>()
            .AddScoped<SiteAddresses>()
            .AddScoped<ITextPages, TextPages>()
            .AddScoped<IContentBlock, SnippetBlock>()
            .AddScoped<BlockFindings>();
}

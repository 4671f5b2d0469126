using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Catalog.Blocks;

internal static class BlocksRegistration
{
    public static IServiceCollection AddContentBlocks(this IServiceCollection services) =>
        services
            .AddScoped<ProductChoices>()
            .AddScoped<IContentBlock, PriceBlock>()
            .AddScoped<IContentBlock, PriceTableBlock>()
            .AddScoped<IContentBlock, BuyButtonBlock>();
}

using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Credits.Blocks;

internal static class BlocksRegistration
{
    public static IServiceCollection AddContentBlocks(this IServiceCollection services) =>
        services.AddScoped<IContentBlock, BalanceBlock>().AddScoped<BalanceTextEndpoint>();
}

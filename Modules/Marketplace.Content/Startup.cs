using Marketplace.Content.Blocks;
using Marketplace.Content.Navigation;
using Marketplace.Content.Rendering;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content;

public sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services) =>
        services
            .AddRendering()
            .AddBlocks()
            .AddScoped<INavigationProvider, ContentMenu>();
}

using Marketplace.Content.Navigation;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content;

public sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services) =>
        services.AddScoped<INavigationProvider, ContentMenu>();
}

using Acme.Greetings.Guestbook;
using Marketplace.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Acme.Greetings;

public sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services) =>
        services
            .AddDataMigration<Migrations>()
            .AddSingleton<GreetingStore>()
            .AddSingleton<IPermissionProvider, Permissions>()
            .AddScoped<INavigationProvider, Menu>()
            .AddBackgroundTask<ForgetOldGreetings>();

    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider services) =>
        routes.MapGreetings();
}

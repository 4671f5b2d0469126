using Acme.Greetings.Answers;
using Acme.Greetings.Guestbook;
using Acme.Greetings.Settings;
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
            .AddSingleton<IPermissionProvider, Permissions>()
            .AddScoped<INavigationProvider, GreetingsMenu>()
            .AddSingleton<GreetingStore>()
            .AddSingleton<LeaveGreeting>()
            .AddSingleton<GreetingMetrics>()
            .AddBackgroundTask<ForgetOldGreetings>()
            .AddTenantCommand<ForgetGreetingsCommand>()
            .AddSingleton<GreetingSettingsRules>()
            .AddSingleton<INotificationKinds, GreetingNotifications>()
            .AddEventHandler<GreetingLeft, AnswerGreeting>()
            .AddToZone<WaitingGreetingsViewComponent>(Zones.AdminAttention, order: 90, Permissions.RemoveGreetings);

    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider services) =>
        routes.MapGreetings();
}

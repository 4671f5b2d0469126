using Marketplace.Data;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.Timeline;
using Marketplace.Stripe.Account;
using Marketplace.Stripe.Client;
using Marketplace.Stripe.Dialog;
using Marketplace.Stripe.Gateway;
using Marketplace.Stripe.Keys;
using Marketplace.Stripe.Log;
using Marketplace.Stripe.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Stripe;

public sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddDataMigration<Migrations>();
        services.AddHttpClient(StripeCalls.HttpClientName)
            .ConfigurePrimaryHttpMessageHandler(
                () =>
                    new SocketsHttpHandler
                    { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) });
        services
            .AddSingleton<StripeSecrets>()
            .AddSingleton<ConfiguredAccount>()
            .AddSingleton<StripeAccounts>()
            .AddSingleton<ITenantEvents>(x => x.GetRequiredService<StripeAccounts>())
            .AddSingleton<StripeCircuit>()
            .AddSingleton<StripeCalls>()
            .AddSingleton<CustomerMessages>()
            .AddScoped<IPaymentGateway, StripeGateway>()
            .AddStripeWebhooks()
            .AddSingleton<KeyInputRules>()
            .AddSingleton<KeyChoices>()
            .AddScoped<TestKeys>()
            .AddScoped<ChangeKeys>()
            .AddApprovalKind<KeysApproval>()
            .AddScoped<ReadKeys>()
            .AddSingleton<EventLog>()
            .AddSingleton<EventTexts>()
            .AddScoped<RunEventAgain>()
            .AddBackgroundTask<ForgetOldEvents>()
            .AddScoped<IPaymentTimelineSource, StripeTimeline>()
            .AddSingleton<IPermissionProvider, StripePermissions>()
            .AddScoped<INavigationProvider, StripeMenu>()
            .AddToZone<FailedWebhooksViewComponent>(Zones.AdminAttention, order: 45, StripePermissions.ManageStripeEvents)
            .AddToZone<StripeDialogViewComponent>(Zones.BodyEnd, order: 20);
        services.AddOptions<ContentSecurityPolicyOptions>().Configure<ConfiguredAccount>(StripeSources.Add);
    }

    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider services) =>
        routes.MapStripeWebhook();
}

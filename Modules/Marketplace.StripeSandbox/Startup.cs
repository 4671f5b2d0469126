using Marketplace.Data;
using Marketplace.Stripe.Account;
using Marketplace.StripeSandbox.Balance;
using Marketplace.StripeSandbox.Challenge;
using Marketplace.StripeSandbox.Desk;
using Marketplace.StripeSandbox.Disputes;
using Marketplace.StripeSandbox.Endpoint;
using Marketplace.StripeSandbox.Events;
using Marketplace.StripeSandbox.Idempotency;
using Marketplace.StripeSandbox.Keys;
using Marketplace.StripeSandbox.Objects;
using Marketplace.StripeSandbox.PaymentIntents;
using Marketplace.StripeSandbox.PaymentMethods;
using Marketplace.StripeSandbox.Refunds;
using Marketplace.StripeSandbox.SetupIntents;
using Marketplace.StripeSandbox.Weather;
using Marketplace.StripeSandbox.WebhookEndpoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.StripeSandbox;

/// <summary>Stripe's protocol inside the host: the payment code then runs as in earnest, without keys.</summary>
public sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddHttpClient(SendEventHandler.ClientName)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        services
            .AddDataMigration<SandboxMigrations>()
            .AddSingleton<SandboxAddress>()
            .AddSingleton<SandboxKeys>()
            .AddSingleton<IFallbackAccount>(x => x.GetRequiredService<SandboxKeys>())
            .AddSingleton<SandboxEndpoint>()
            .AddSingleton<IdempotentRequests>()
            .AddSingleton<SandboxObjects>()
            .AddSingleton<ExpandedView>()
            .AddSingleton<SandboxEvents>()
            .AddSingleton<WebhookSubscribers>()
            .AddSingleton<WeatherStore>()
            .AddScoped<SandboxDesk>()
            .AddSingleton<IPermissionProvider, SandboxPermissions>()
            .AddScoped<INavigationProvider, SandboxMenu>()
            .AddSingleton<SandboxPaymentMethods>()
            .AddSingleton<IntentFactory>()
            .AddSingleton<IntentChanges>()
            .AddSingleton<IntentCharge>()
            .AddSingleton<IntentConfirmation>()
            .AddSingleton<MethodOwnership>()
            .AddSingleton<SandboxBalance>()
            .AddSingleton<SandboxRefunds>()
            .AddSingleton<SandboxDisputes>()
            .AddSingleton<NextActions>()
            .AddSingleton<SetupFactory>()
            .AddSingleton<SetupConfirmation>()
            .AddScoped<AnswerChallengeOperation>()
            .AddEventHandler<SandboxRefundDue, SettleRefundHandler>()
            .AddEventHandler<SandboxEventDue, SendEventHandler>();
    }

    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider services) => routes.MapSandbox();
}

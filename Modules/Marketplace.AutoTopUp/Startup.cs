using Marketplace.AutoTopUp.Api;
using Marketplace.AutoTopUp.Attempts;
using Marketplace.AutoTopUp.Charging;
using Marketplace.AutoTopUp.Confirm;
using Marketplace.AutoTopUp.Consent;
using Marketplace.AutoTopUp.Notices;
using Marketplace.AutoTopUp.Overview;
using Marketplace.AutoTopUp.Settings;
using Marketplace.AutoTopUp.Status;
using Marketplace.AutoTopUp.TakenOver;
using Marketplace.Credits.Ledger.Writing;
using Marketplace.Credits.Points;
using Marketplace.Credits.Wallet;
using Marketplace.Data;
using Marketplace.Payments.PaymentMethods;
using Marketplace.Payments.TopUps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.AutoTopUp;

public sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services) =>
        services
            .AddDataMigration<AutoTopUpTables>()
            .AddScoped<SettingsRules>()
            .AddScoped<ConsentText>()
            .AddScoped<SaveSettings>()
            .AddScoped<ChooseMethods>()
            .AddScoped<CustomerLock>()
            .AddScoped<StopLocked>()
            .AddScoped<StartAttemptCommand>()
            .AddScoped<ChargeAttempt>()
            .AddScoped<EndAttempt>()
            .AddScoped<TellOfAttempt>()
            .AddScoped<RefusalText>()
            .AddScoped<AskForCustomer>()
            .AddScoped<FindConfirmation>()
            .AddScoped<TriggerOnDebit>()
            .AddScoped<ReleaseUnconfirmed>()
            .AddScoped<ReadAutoTopUp>()
            .AddScoped<StandingText>()
            .AddScoped<AttemptText>()
            .AddScoped<IAutoTopUpStatus, AutoTopUpStatus>()
            .AddScoped<IAutoTopUp, BuyBeforePurchase>()
            .AddScoped<AutoTopUpEndpoints>()
            .AddJob<SendAttempt, AttemptDue>()
            .AddBackgroundTask<CarryOn>()
            .AddEventHandler<WalletChanged, WatchDebits>()
            .AddEventHandler<DebitWasSeen, LookAgain>()
            .AddEventHandler<TopUpSucceeded, NoteSuccess>()
            .AddEventHandler<TopUpFailed, NoteFailure>()
            .AddEventHandler<PaymentMethodsChanged, LiftOnNewMethod>()
            .AddEventHandler<AutoTopUpWished, TakeOverSettings>()
            .AddEventHandler<CustomerMigrationRolledBack, TakeOverSettings>()
            .AddSingleton<IPermissionProvider, Permissions>()
            .AddScoped<INavigationProvider, AutoTopUpMenu>()
            .AddScoped<ReadFigures>()
            .AddScoped<LiftSuspension>()
            .AddSingleton<IAuditActs, SuspensionActs>()
            .AddToZone<AutoTopUpViewComponent>(Zones.Wallet, order: 20)
            .AddSingleton<INotificationKinds, AutoTopUpNotifications>();

    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider services) =>
        AutoTopUpEndpoints.Map(routes);
}

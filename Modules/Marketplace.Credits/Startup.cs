using Marketplace.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Marketplace.Credits;

public sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services
            .AddDataMigration<LedgerTables>()
            .AddSingleton(x => x.GetRequiredService<ITenant>().Settings.Get<CreditUnit>("credits"))
            .AddSingleton<ReadBalance>()
            .AddSingleton<WriteTransaction>()
            .AddSingleton<TakeExpired>()
            .AddSingleton<ChooseLots>()
            .AddSingleton<DebitInOneCall>()
            .AddSingleton<PostTransaction>()
            .AddSingleton<PostDebits>()
            .AddSingleton<DebitQueue>()
            .AddSingleton<TransferCredits>()
            .AddSingleton<ReverseTransaction>()
            .AddSingleton<PlaceHold>()
            .AddSingleton<CaptureHold>()
            .AddSingleton<ReleaseHold>()
            .AddSingleton<VoidHold>()
            .AddSingleton<ILedger, Ledger>()
            .AddBackgroundTask<ExpireHolds>()
            .AddBackgroundTask<ExpireLots>()
            .AddHistory()
            .AddStatements()
            .AddTransactionDetails()
            .AddBalancePanels()
            .AddLowBalance()
            .AddSingleton<FindTransaction>()
            .AddSingleton<IWallet, Wallet>()
            .AddScoped<WalletEndpoints>()
            .AddBurnRate()
            .AddVerification()
            .AddLifetimeTotals()
            .AddTransfers()
            .AddSingleton<TransactionTypeNames>()
            .AddSingleton<ListAccounts>()
            .AddSingleton<ICustomerActivity, CustomerActivity>()
            .AddScoped<OwnerNames>()
            .AddSingleton<ReadTotals>()
            .AddTransactionSearch()
            .AddOutstanding()
            .AddAdjustments()
            .AddCampaigns()
            .AddSingleton<IPermissionProvider, Permissions>()
            .AddSingleton<INotificationKinds, CreditsNotifications>()
            .AddScoped<INavigationProvider, CreditsMenu>()
            .AddToZone<BalancePillViewComponent>(Zones.Navbar, order: 10)
            .AddToZone<BalanceCardViewComponent>(Zones.DashboardOverview, order: 10)
            .AddToZone<OutstandingCreditsViewComponent>(Zones.AdminOverview, order: 20);
        services.TryAddSingleton<ISuggestTopUp, SuggestTopUp>();
    }

    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider services)
    {
        WalletEndpoints.Map(routes);
        routes.MapBurnRate();
        BalanceEndpoint.Map(routes);
        TransferEndpoint.Map(routes);
        HistoryEndpoints.Map(routes);
        StatementEndpoints.Map(routes);
    }
}

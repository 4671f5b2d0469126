using Marketplace.Credits.Accounts;
using Marketplace.Credits.Balance;
using Marketplace.Credits.Blocks;
using Marketplace.Credits.BurnRate;
using Marketplace.Credits.History;
using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Credits.Lifetime;
using Marketplace.Credits.LowBalance;
using Marketplace.Credits.Outstanding;
using Marketplace.Credits.Statements;
using Marketplace.Credits.TransactionDetails;
using Marketplace.Credits.Transactions;
using Marketplace.Credits.Transfers;
using Marketplace.Credits.Verification;
using Marketplace.Credits.Wallet;
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
            .AddLedger()
            .AddHistory()
            .AddStatements()
            .AddTransactionDetails()
            .AddBalancePanels()
            .AddLowBalance()
            .AddSingleton<FindTransaction>()
            .AddSingleton<IWallet, CustomerWallet>()
            .AddScoped<WalletEndpoints>()
            .AddBurnRate()
            .AddContentBlocks()
            .AddVerification()
            .AddLifetimeTotals()
            .AddTransfers()
            .AddSingleton<TransactionTypeNames>()
            .AddSingleton<LotKindNames>()
            .AddSingleton<ListAccounts>()
            .AddSingleton<ICustomerActivity, CustomerActivity>()
            .AddSingleton<ICreditsHeld, CreditsHeld>()
            .AddScoped<OwnerNames>()
            .AddSingleton<ReadTotals>()
            .AddTransactionSearch()
            .AddOutstanding()
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
        BalanceTextEndpoint.Map(routes);
        TransferEndpoint.Map(routes);
        HistoryEndpoints.Map(routes);
        StatementEndpoints.Map(routes);
    }
}

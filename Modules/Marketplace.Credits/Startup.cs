using Marketplace.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Credits;

public sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services) =>
        services
            .AddDataMigration<LedgerTables>()
            .AddSingleton<ReadBalance>()
            .AddSingleton<PostTransaction>()
            .AddSingleton<PlaceHold>()
            .AddSingleton<CaptureHold>()
            .AddSingleton<VoidHold>()
            .AddSingleton<ILedger, Ledger>()
            .AddBackgroundTask<ExpireHolds>();
}

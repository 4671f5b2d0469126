using Marketplace.Credits.Accounts;
using Marketplace.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Credits.Outstanding;

internal static class OutstandingRegistration
{
    public static IServiceCollection AddOutstanding(this IServiceCollection services) => services
        .AddDataMigration<SystemTotalsMigrations>()
        .AddBackgroundTask<RollUpSystemTotals>()
        .AddSingleton<ReadSystemBalances>()
        .AddSingleton<ReadOutstanding>()
        .AddSingleton<OutstandingHistory>()
        .AddSingleton<ReadWallet>();
}

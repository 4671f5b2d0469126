using Marketplace.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Credits;

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

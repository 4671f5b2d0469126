using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Credits.Transactions;

internal static class TransactionsRegistration
{
    public static IServiceCollection AddTransactionSearch(this IServiceCollection services) => services
        .AddSingleton<ListTransactions>()
        .AddSingleton<ReadTransaction>()
        .AddSingleton<SystemAccountNames>();
}

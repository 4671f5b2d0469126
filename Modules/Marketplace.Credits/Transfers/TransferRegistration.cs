using Marketplace.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Credits.Transfers;

internal static class TransferRegistration
{
    public static IServiceCollection AddTransfers(this IServiceCollection services) =>
        services
            .AddDataMigration<TransferTables>()
            .AddSingleton(x => x.GetRequiredService<ITenant>().Settings.Get<TransferSettings>(TransferSettings.Section))
            .AddScoped<FindRecipient>()
            .AddScoped<ReviewTransfer>()
            .AddScoped<SendCredits>()
            .AddSingleton<TransferText>()
            .AddSingleton<TransferInputRules>()
            .AddSingleton<TransferDrafts>()
            .AddSingleton<ReadTransferBody>()
            .AddScoped<TransferEndpoint>()
            .AddEventHandler<CreditsTransferred, TellOfTransfer>();
}

using Marketplace.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content.Exchange;

internal static class ExchangeRegistration
{
    internal static IServiceCollection AddExchange(this IServiceCollection services) =>
        services
            .AddDataMigration<ExchangeTables>()
            .AddSingleton<FrontMatterTexts>()
            .AddSingleton<ReadFiles>()
            .AddSingleton<ReadPages>()
            .AddSingleton<PlanImport>()
            .AddSingleton<ApplyImport>()
            .AddSingleton<ExportTree>()
            .AddSingleton<Uploads>()
            .AddScoped<IRecipeStepHandler, ContentStep>()
            .AddTenantCommand<ExportCommand>()
            .AddTenantCommand<ImportCommand>();
}

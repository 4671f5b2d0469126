using Marketplace.Pdf;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Credits.Statements;

internal static class StatementsRegistration
{
    public static IServiceCollection AddStatements(this IServiceCollection services) => services
        .AddSingleton<ReadStatements>()
        .AddSingleton<ReadStatementLines>()
        .AddSingleton<ExactMoney>()
        .AddSingleton<StatementCsv>()
        .AddPdfDocuments()
        .AddScoped<StatementPdf>()
        .AddScoped<StatementEndpoints>();
}

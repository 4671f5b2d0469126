using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content.Overview;

internal static class OverviewRegistration
{
    internal static IServiceCollection AddOverview(this IServiceCollection services) =>
        services
            .AddScoped<IOverviewPiece, ReviewsPiece>()
            .AddScoped<IOverviewPiece, DraftsPiece>()
            .AddScoped<IOverviewPiece, PlansPiece>()
            .AddScoped<IOverviewPiece, OutdatedPiece>()
            .AddScoped<IOverviewPiece, MissingPiece>()
            .AddScoped<IOverviewPiece, BlocksPiece>()
            .AddScoped<IOverviewPiece, StalePiece>();
}

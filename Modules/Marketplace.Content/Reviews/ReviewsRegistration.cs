using Marketplace.Content.Items;
using Marketplace.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content.Reviews;

internal static class ReviewsRegistration
{
    internal static IServiceCollection AddReviews(this IServiceCollection services) =>
        services
            .AddDataMigration<ReviewTables>()
            .AddSingleton<Comments>()
            .AddSingleton<IItemParts>(x => x.GetRequiredService<Comments>());
}

using Marketplace.Docs.Feedback;
using Marketplace.Docs.Kinds;
using Marketplace.Docs.Ordering;
using Marketplace.Docs.Reading;
using Marketplace.Docs.Search;
using Marketplace.Docs.Tree;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Docs;

public sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services) =>
        services
            .AddSingleton<IPermissionProvider, Permissions>()
            .AddScoped<INavigationProvider, DocsMenu>()
            .AddKinds()
            .AddTree()
            .AddReading()
            .AddSearch()
            .AddFeedback()
            .AddOrdering();

    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider services)
    {
        routes.MapIconSheet();
        routes.MapReading();
        FeedbackEndpoints.Map(routes);
    }
}

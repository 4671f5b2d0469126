using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Setup;

/// <summary>A host without tenants answers every address with the way to the setup.</summary>
public sealed class Startup : StartupBase
{
    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider services) =>
        app.Use((context, next) =>
        {
            if (context.GetEndpoint() is not null)
                return next(context);
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Redirect(context.Request.PathBase + "/setup");
            return Task.CompletedTask;
        });
}

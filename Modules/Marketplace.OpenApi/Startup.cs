using Marketplace.OpenApi.Description;
using Marketplace.OpenApi.Reference;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.OpenApi;

public sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services) =>
        services
            .AddOpenApi(ApiDocument.Name, options => options
                .AddSchemaTransformer<MoneySchema>()
                .AddOperationTransformer<CommonAnswers>()
                .AddDocumentTransformer<TenantDescription>()
                .ShouldInclude = ApiDocument.Describes)
            .AddSingleton<ApiDocument>()
            .AddScoped<INavigationProvider, ReferenceMenu>();

    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider services)
    {
        ApiDocument.Map(routes);
        SwaggerAssets.Map(routes);
    }
}

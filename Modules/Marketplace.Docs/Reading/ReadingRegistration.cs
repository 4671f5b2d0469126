using Marketplace.Content.Serving;
using Marketplace.Docs.Languages;
using Marketplace.Docs.Tree;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Docs.Reading;

internal static class ReadingRegistration
{
    internal static IServiceCollection AddReading(this IServiceCollection services) =>
        services
            .AddSingleton<DocSections>()
            .AddScoped<DocPages>()
            .AddScoped<MarkdownAnswer>()
            .AddSingleton<PublicAddresses>()
            .AddSingleton<StructuredData>()
            .AddSingleton<LlmsText>();

    internal static void MapReading(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/llms.txt", async (LlmsText text, DocTrees trees, DocLanguages languages, CancellationToken cancellationToken) =>
                TypedResults.Text(text.Write(await trees.GetAsync(languages.Own, cancellationToken)), "text/plain; charset=utf-8"))
            .AllowAnonymous().ExcludeFromDescription().WithMetadata(new KeptForVisitorsAttribute());
}

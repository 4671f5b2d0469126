using Marketplace.Content.Items;
using Marketplace.Content.Rendering;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content.Serving;

internal static class ServingRegistration
{
    internal static IServiceCollection AddServing(this IServiceCollection services) =>
        services
            .AddSingleton<PublishedContent>()
            .AddSingleton<IPublishedContent>(x => x.GetRequiredService<PublishedContent>())
            .AddSingleton<ISnippets, PublishedSnippets>()
            .AddScoped<IPageHeads, PageHeads>()
            .AddScoped<ISitemapSource, ContentSitemap>()
            .AddSingleton<ReaderPage>()
            .AddSingleton<PageKeeper>()
            .Configure<RazorPagesOptions>(x => x.Conventions.AddAreaPageRouteModelConvention(ReaderPage.Area, ReaderPage.Name, Hide));

    internal static void UseReaders(this IApplicationBuilder app) =>
        app.UseMiddleware<ReaderRoute>().UseMiddleware<KeptPages>();

    /// <summary>No address leads to the readers' page by itself: see <see cref="ReaderRoute"/>.</summary>
    private static void Hide(PageRouteModel page)
    {
        foreach (var selector in page.Selectors)
        {
            if (selector.AttributeRouteModel is { } route)
                route.SuppressPathMatching = route.SuppressLinkGeneration = true;
        }
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Localization;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Net.Http.Headers;

namespace Marketplace.Ui;

public static class UiRegistration
{
    /// <summary>What the shared components and the themes' layouts need. Razor Pages and localization are the host's to add.</summary>
    public static IServiceCollection AddMarketplaceUi(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<TenantLook>();
        services.AddSingleton<EditConflicts>();
        services.AddSingleton<RelativeTime>();
        services.TryAddTransient<IViewLocalizer, PageTexts>();
        services.AddScoped<Frame>();
        services.AddScoped<PageHeadMaker>();
        services.AddScoped<PageUser>();
        services.AddScoped<KeptForms>();
        services.Configure<RazorViewEngineOptions>(options => options.ViewLocationExpanders.Add(new ThemeViewLocations()));
        return services;
    }

    /// <summary>The tenant's own colours and icon.</summary>
    public static IEndpointRouteBuilder MapMarketplaceUi(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(
            "/theme.css",
            (HttpContext http, TenantLook look) => Cached(http, look, ThemeStylesheet.For(look.Site), "text/css; charset=utf-8"))
            .AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/favicon.svg", Favicon).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/favicon.ico", Favicon).AllowAnonymous().ExcludeFromDescription();
        return routes;
    }

    private static IResult Favicon(HttpContext http, TenantLook look) =>
        Cached(http, look, ThemeStylesheet.Favicon(look.Site), "image/svg+xml");

    /// <summary>
    /// An address that carries the tenant's version never changes its answer; without it the browser asks again after an hour.
    /// </summary>
    private static IResult Cached(HttpContext http, TenantLook look, string text, string contentType)
    {
        var isVersioned = http.Request.Query["v"] == look.Version.ToString(System.Globalization.CultureInfo.InvariantCulture);
        http.Response.Headers[HeaderNames.CacheControl] = isVersioned ? "public, max-age=31536000, immutable" : "public, max-age=3600";
        return TypedResults.Text(text, contentType);
    }
}

using System.IO.Compression;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Swashbuckle.AspNetCore.SwaggerUI;

namespace Marketplace.OpenApi.Reference;

/// <summary>
/// Swagger UI's own script and style, from its package. Its middleware is not used: its page carries an inline style, which the
/// Content-Security-Policy refuses, and knows neither the tenant's frame nor its prefix.
/// </summary>
internal static class SwaggerAssets
{
    private const string Folder = "Swashbuckle.AspNetCore.SwaggerUI.node_modules.swagger_ui_dist.";

    private static readonly Assembly Package = typeof(SwaggerUIOptions).Assembly;

    /// <summary>Changes with the package, so that browsers may keep the files for long.</summary>
    public static string Version { get; } = Package.GetName().Version?.ToString() ?? "";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/openapi/assets/swagger-ui.css", (HttpContext http) => Send(http, "swagger-ui.css", "text/css; charset=utf-8"))
            .AllowAnonymous().ExcludeFromDescription();
        routes.MapGet(
            "/openapi/assets/swagger-ui-bundle.js",
            (HttpContext http) => Send(http, "swagger-ui-bundle.js", "text/javascript; charset=utf-8")).AllowAnonymous()
                .ExcludeFromDescription();
    }

    /// <summary>The package holds its files compressed; whoever cannot read that gets them unpacked.</summary>
    private static IResult Send(HttpContext http, string file, string type)
    {
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        http.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        var packed = Package.GetManifestResourceStream(Folder + file) ?? throw new InvalidOperationException($"Swagger UI has no {file}.");
        if (http.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            http.Response.Headers.ContentEncoding = "gzip";
            return TypedResults.Stream(packed, type);
        }

        return TypedResults.Stream(new GZipStream(packed, CompressionMode.Decompress), type);
    }
}

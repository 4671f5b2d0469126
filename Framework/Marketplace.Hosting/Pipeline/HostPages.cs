using System.Net;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Hosting.Pipeline;

/// <summary>The few answers the host gives itself, where no tenant could: plain pages, or problem details for programs.</summary>
internal static class HostPages
{
    /// <summary>The first segment of the health checks' addresses, which no tenant sees.</summary>
    public const string HealthChecks = "health";

    public static Task WriteAsync(HttpContext context, string title, string text)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'";
        if (!context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
            return Results.Problem(title: title, detail: text, statusCode: context.Response.StatusCode).ExecuteAsync(context);
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(
            $"""
             <!doctype html>
             <html lang="en">
             <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
             <title>{WebUtility.HtmlEncode(title)}</title></head>
             <body><main><h1>{WebUtility.HtmlEncode(title)}</h1><p>{WebUtility.HtmlEncode(text)}</p></main></body>
             </html>
             """);
    }

    public static Task NotFoundAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return WriteAsync(
            context, "There is no site at this address", "Check the host name and the path, or ask whoever gave you the link.");
    }
}

using Marketplace.Abstractions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Marketplace.Hosting.Pipeline;

/// <summary>
/// Refuses writes that a browser sends from another site's page. Browsers say so in Sec-Fetch-Site or Origin; programs send neither.
/// It protects the JSON endpoints; forms carry antiforgery tokens besides.
/// </summary>
internal sealed class CrossOriginGuard(RequestDelegate next, ILogger<CrossOriginGuard> logger)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.IsRead() || IsSameOrigin(context.Request))
            return next(context);
        logger.LogWarning(
            "Refused a cross-origin {Method} {Path} from {Origin}", context.Request.Method, context.Request.Path.Value,
            context.Request.Headers.Origin.ToString());
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private static bool IsSameOrigin(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
            return site is "same-origin" or "none";
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}

using Marketplace.Abstractions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Marketplace.Hosting.Pipeline;

/// <summary>The security headers of a tenant's pages, made once per shell.</summary>
internal sealed class SecurityHeaders(IOptions<ContentSecurityPolicyOptions> options)
{
    public string ContentSecurityPolicy { get; } = string.Join("; ",
        "default-src 'none'",
        "script-src 'self'" + List(options.Value.ScriptSources),
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'" + List(options.Value.ConnectSources),
        "frame-src 'self'" + List(options.Value.FrameSources),
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'self'");

    private static string List(ISet<string> sources) => string.Concat(sources.Select(x => " " + x));
}

/// <summary>
/// What every answer of the host carries, whoever gives it: tenants, health checks, errors. It allows nothing until a tenant's pages do.
/// </summary>
internal sealed class HostHeaders(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        Write(context);
        return next(context);
    }

    public static void Write(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (context.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000";
    }

    /// <summary>An answer that was begun and goes wrong: whatever is said instead is as safe as the first would have been.</summary>
    public static void Restart(HttpContext context, int status)
    {
        context.Response.Clear();
        context.Response.StatusCode = status;
        Write(context);
    }
}

internal sealed class SecurityHeadersMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context, SecurityHeaders security)
    {
        context.Response.Headers.ContentSecurityPolicy = security.ContentSecurityPolicy;
        return next(context);
    }
}

/// <summary>
/// What somebody who signed in is told is theirs alone, and stale a moment later: no cache keeps it, unless its endpoint knows better.
/// </summary>
internal sealed class PrivateAnswers(RequestDelegate next)
{
    /// <summary>As the framework writes it on pages with forms, which would complain about any other text.</summary>
    private const string Never = "no-cache, no-store";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.User.Identity is { IsAuthenticated: true })
            context.Response.Headers.CacheControl = Never;
        return next(context);
    }
}

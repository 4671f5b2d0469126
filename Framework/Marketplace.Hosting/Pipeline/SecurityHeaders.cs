using Marketplace.Abstractions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Marketplace.Hosting;

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

internal sealed class SecurityHeadersMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context, SecurityHeaders security)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = security.ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (context.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000";
        return next(context);
    }
}

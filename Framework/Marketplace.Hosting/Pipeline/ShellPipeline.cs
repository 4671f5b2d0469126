using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;

namespace Marketplace.Hosting;

/// <summary>The fixed part of a tenant's pipeline; startups add to its end.</summary>
internal static class ShellPipeline
{
    public static void Begin(IApplicationBuilder app)
    {
        app.UseMiddleware<ErrorHandling>();
        app.UseMiddleware<SecurityHeadersMiddleware>();
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = Cache });
    }

    public static void Authorize(IApplicationBuilder app)
    {
        app.UseMiddleware<CrossOriginGuard>();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
    }

    /// <summary>Addresses with a version in them never change what they answer.</summary>
    private static void Cache(StaticFileResponseContext context) =>
        context.Context.Response.Headers.CacheControl = context.Context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "public, max-age=3600";
}

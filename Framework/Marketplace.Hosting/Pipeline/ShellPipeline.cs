using Microsoft.AspNetCore.Builder;

namespace Marketplace.Hosting.Pipeline;

/// <summary>The fixed part of a tenant's pipeline; startups add to its end.</summary>
internal static class ShellPipeline
{
    public static void Begin(IApplicationBuilder app)
    {
        app.UseMiddleware<ErrorHandling>();
        app.UseMiddleware<SecurityHeadersMiddleware>();
        TenantFiles.Use(app);
    }

    public static void Authorize(IApplicationBuilder app)
    {
        app.UseMiddleware<CrossOriginGuard>();
        app.UseAuthentication();
        app.UseMiddleware<RequestLanguage>();
        app.UseMiddleware<PageUserGuard>();
        app.UseMiddleware<PrivateAnswers>();
        app.UseAuthorization();
        app.UseRateLimiter();
    }
}

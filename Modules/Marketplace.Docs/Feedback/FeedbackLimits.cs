using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Docs.Feedback;

/// <summary>How much one client may say in a minute; the setting <c>Marketplace:RateLimits:DocsFeedback</c> changes it.</summary>
internal static class FeedbackLimits
{
    public const string Policy = "docs-feedback";

    private const string Setting = "Marketplace:RateLimits:DocsFeedback";
    private const int PerMinute = 20;

    public static void Configure(RateLimiterOptions options) =>
        options.AddPolicy(Policy, context =>
        {
            if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
                return RateLimitPartition.GetNoLimiter("");
            var tenant = context.RequestServices.GetRequiredService<ITenant>().Name;
            var limit = context.RequestServices.GetRequiredService<IConfiguration>().GetValue(Setting, PerMinute);
            return RateLimitPartition.GetSlidingWindowLimiter(
                $"{tenant}\n{Policy}\n{ClientNetwork.Of(context.Connection.RemoteIpAddress)}",
                _ => new SlidingWindowRateLimiterOptions { PermitLimit = limit, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 });
        });
}

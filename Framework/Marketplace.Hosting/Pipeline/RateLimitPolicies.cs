using System.Globalization;
using System.Threading.RateLimiting;
using Marketplace.Abstractions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Hosting.Pipeline;

/// <summary>
/// Limits per minute, tenant and client; the settings <c>Marketplace:RateLimits:SignIn</c> and <c>:Money</c> change them.
/// </summary>
internal static class RateLimitPolicies
{
    private const int SignInPerMinute = 20;
    private const int MoneyPerMinute = 60;

    private static readonly TimeSpan OneMinute = TimeSpan.FromMinutes(1);

    public static void Configure(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = (context, _) =>
        {
            // A sliding window does not say when it opens again; after one of its segments it does for some, after all of them for
            // everybody.
            var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var said) ? said : OneMinute;
            context.HttpContext.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
        // Looking at a form costs nothing; sending it does.
        options.AddPolicy(RateLimits.SignIn, context => !context.Request.IsRead()
            ? Window(context, Address(context), "SignIn", SignInPerMinute)
            : RateLimitPartition.GetNoLimiter(""));
        options.AddPolicy(RateLimits.Money, context => !context.Request.IsRead()
            ? Window(context, context.User.FindUserId() ?? Address(context), "Money", MoneyPerMinute)
            : RateLimitPartition.GetNoLimiter(""));
    }

    private static string Address(HttpContext context) => ClientNetwork.Of(context.Connection.RemoteIpAddress);

    private static RateLimitPartition<string> Window(HttpContext context, string client, string setting, int fallback)
    {
        var key = $"{context.RequestServices.GetRequiredService<ITenant>().Name}\n{setting}\n{client}";
        var limit = context.RequestServices.GetRequiredService<IConfiguration>().GetValue($"Marketplace:RateLimits:{setting}", fallback);
        return RateLimitPartition.GetSlidingWindowLimiter(key, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = limit,
            Window = OneMinute,
            SegmentsPerWindow = 6,
        });
    }
}

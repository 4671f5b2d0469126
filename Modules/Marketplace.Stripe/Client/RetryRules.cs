using System.Net;
using System.Net.Http.Headers;

namespace Marketplace.Stripe.Client;

/// <summary>When a request is sent again, and how soon. At most twice: a fault that lasts is the caller's to wait out.</summary>
internal static class RetryRules
{
    public const int MaxRetries = 2;
    private static readonly TimeSpan LongestWish = TimeSpan.FromSeconds(5);

    /// <summary>Stripe's own word comes first; else conflicts with a request in flight, too many requests and server faults.</summary>
    public static bool ShouldRetry(HttpStatusCode status, string? stripeShouldRetry) => stripeShouldRetry switch
    {
        "true" => true,
        "false" => false,
        _ => status is HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests || (int)status >= 500,
    };

    /// <param name="attempt">1 for the first retry.</param>
    /// <param name="retryAfter">Seconds. A date is further away than anybody here waits.</param>
    /// <param name="jitter">0 to 1.</param>
    /// <returns>Null where the server wishes to be left alone for longer than a request may wait.</returns>
    public static TimeSpan? Pause(int attempt, string? retryAfter, double jitter)
    {
        var own = TimeSpan.FromMilliseconds(250 * Math.Pow(2, attempt) * (0.75 + 0.25 * jitter));
        if (!RetryConditionHeaderValue.TryParse(retryAfter, out var wish))
            return own;
        return wish.Delta is not { } delta || delta > LongestWish ? null : delta > own ? delta : own;
    }

    /// <summary>No answer, or a server fault: counted towards not asking for a while.</summary>
    public static bool IsOutage(StripeError? error) => error is { Type: StripeError.Connection } or { Status: >= 500 };

    /// <summary>
    /// Says nothing about an earlier try of the same request: this one never arrived, or was turned away before anybody looked (401, 403,
    /// 409, 429); and neither a fault nor a key that was used in other words tells what the earlier one did.
    /// </summary>
    public static bool LeavesItOpen(StripeError error) =>
        error.Type is StripeError.Connection or StripeError.NotAnswering or StripeError.Idempotency
            || error.Status is 401 or 403 or 409 or 429 or >= 500;

    /// <summary>Whether a request that failed this way may still have taken effect.</summary>
    public static bool IsOutcomeUnknown(HttpStatusCode status) => status is HttpStatusCode.Conflict || (int)status >= 500;
}

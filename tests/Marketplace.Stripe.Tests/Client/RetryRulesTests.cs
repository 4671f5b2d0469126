using Marketplace.Stripe.Client;

namespace Marketplace.Stripe.Tests.Client;

public sealed class RetryRulesTests
{
    [Theory]
    [InlineData(1, null, 0, 375)]
    [InlineData(1, null, 1, 500)]
    [InlineData(2, null, 1, 1000)]
    [InlineData(1, "2", 1, 2000)]
    [InlineData(1, "0", 1, 500)]
    [InlineData(1, "5", 1, 5000)]
    [InlineData(1, "6", 1, null)]
    [InlineData(1, "600", 1, null)]
    [InlineData(1, "Mon, 02 Mar 2026 10:00:02 GMT", 1, null)]
    [InlineData(1, "soon", 1, 500)]
    [InlineData(1, "-1", 1, 500)]
    public void Pauses_grow_and_follow_a_sensible_wish_of_the_server(int attempt, string? retryAfter, double jitter, int? milliseconds) =>
        Assert.Equal(
            milliseconds is { } wait ? TimeSpan.FromMilliseconds(wait) : null, RetryRules.Pause(attempt, retryAfter, jitter));
}

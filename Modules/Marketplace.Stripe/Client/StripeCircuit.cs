using Polly;
using Polly.CircuitBreaker;

namespace Marketplace.Stripe.Client;

/// <summary>
/// Stops asking an account's Stripe while most requests fail, so that a customer hears at once that it is away instead of after three time
/// limits. There is one per tenant, and a tenant has one account.
/// </summary>
internal sealed class StripeCircuit(TimeProvider time)
{
    /// <summary>Requests within <see cref="Window"/>; half of them must fail.</summary>
    public const int MinimumRequests = 4;

    /// <summary>Long enough for as many time limits to run out one after the other.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(2);
    public static readonly TimeSpan Break = TimeSpan.FromSeconds(15);

    private readonly ResiliencePipeline<StripeAttempt> _pipeline = new ResiliencePipelineBuilder<StripeAttempt> { TimeProvider = time }
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions<StripeAttempt>
        {
            FailureRatio = 0.5,
            MinimumThroughput = MinimumRequests,
            SamplingDuration = Window,
            BreakDuration = Break,
            ShouldHandle = new PredicateBuilder<StripeAttempt>().HandleResult(x => x.IsOutage),
        })
        .Build();

    /// <returns>False when the request was not made.</returns>
    public async Task<bool> TryAsync(Func<CancellationToken, Task<bool>> attempt, CancellationToken cancellationToken)
    {
        try
        {
            await _pipeline.ExecuteAsync(async token => new StripeAttempt(await attempt(token)), cancellationToken);
            return true;
        }
        catch (BrokenCircuitException)
        {
            return false;
        }
    }

    /// <param name="IsOutage">No answer, or one that says Stripe itself is broken. A declined card is no outage.</param>
    private sealed record StripeAttempt(bool IsOutage);
}

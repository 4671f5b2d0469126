using System.Text;
using Marketplace.Stripe.Webhooks;

namespace Marketplace.Stripe.Log;

/// <summary>Applies stored events once more, as an operator asks. What was applied before does not happen twice.</summary>
internal sealed class RunEventAgain(EventLog log, ApplyEventCommand apply, TimeProvider time)
{
    /// <summary>Of all that failed, so many at once.</summary>
    public const int Batch = 200;

    /// <summary>Somebody waits for the answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>A younger one may be on its way through another request.</summary>
    private static readonly TimeSpan InFlight = TimeSpan.FromMinutes(1);

    /// <summary>What came in later counts as on its way.</summary>
    public DateTimeOffset Before => time.GetUtcNow() - InFlight;

    public Task<int> CountAsync(CancellationToken cancellationToken) => log.CountUnappliedAsync(Before, cancellationToken);

    /// <returns>Null where there is no such event.</returns>
    public async Task<HandleWebhookResult?> ExecuteAsync(string eventId, string userId, CancellationToken cancellationToken) =>
        await log.FindPayloadAsync(eventId, cancellationToken) is { } payload
            ? await apply.ExecuteAsync(StripeEvent.Parse(Encoding.UTF8.GetBytes(payload)), userId, cancellationToken)
            : null;

    public async Task<RunAllResult> ExecuteAllAsync(string userId, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var (done, failed, isLate) = (0, 0, false);
        foreach (var id in await log.ListUnappliedAsync(Before, Batch, cancellationToken))
        {
            isLate = time.GetElapsedTime(started) >= Patience;
            if (isLate)
                break;
            if (await ExecuteAsync(id, userId, cancellationToken) is HandleWebhookResult.Handled)
                done++;
            else
                failed++;
        }

        return new RunAllResult(done, failed, await CountAsync(cancellationToken)) { RanOutOfTime = isLate };
    }
}

/// <param name="Left">Failed again, or not reached yet.</param>
internal sealed record RunAllResult(int Done, int Failed, int Left)
{
    /// <summary>Some were not reached.</summary>
    public bool RanOutOfTime { get; init; }
}

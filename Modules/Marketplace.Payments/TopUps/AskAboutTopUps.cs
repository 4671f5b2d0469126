namespace Marketplace.Payments;

/// <summary>
/// Asks the gateway about payments whose customer has left and whose message has not come: what was paid is credited all the same. Most of them
/// were given up at the card's form, so each is asked about rarely, and not for ever.
/// </summary>
[BackgroundTask(
    Title = "Ask about open payments", Description = "Credits what was paid although the payment provider's message did not arrive.",
    Schedule = "*/10 * * * *", WakesTenant = false)]
internal sealed class AskAboutTopUps(TopUpRows rows, RefreshTopUpCommand refresh, TimeProvider time) : IBackgroundTask
{
    /// <summary>Between two questions about one payment.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <summary>As long as gateways go on sending a message that nobody takes.</summary>
    public static readonly TimeSpan GivenUp = TimeSpan.FromDays(3);

    private const int AtOnce = 100;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var row in await rows.ListUnaskedAsync(now - GivenUp, now - Pause, AtOnce, cancellationToken))
            await refresh.ExecuteAsync(row.PaymentIntentId!, row.UserId, cancellationToken);
    }
}

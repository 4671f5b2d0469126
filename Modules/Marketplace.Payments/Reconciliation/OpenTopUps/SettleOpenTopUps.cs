using Marketplace.Payments.Charging;
using Microsoft.Extensions.Logging;

namespace Marketplace.Payments.Reconciliation.OpenTopUps;

/// <summary>Asks the gateway about the open top-ups that are due. One that cannot be settled does not keep the others from it.</summary>
internal sealed class SettleOpenTopUps(OpenTopUpRows rows, SettleTopUp settle, ILogger<SettleOpenTopUps> logger)
{
    private const int AtOnce = 100;

    /// <returns>How many were settled.</returns>
    public async Task<int> ExecuteAsync(CancellationToken cancellationToken)
    {
        var settled = 0;
        foreach (var due in await rows.ListDueAsync(AtOnce, cancellationToken))
        {
            try
            {
                if (await rows.TakeAsync(due, cancellationToken) && await settle.ExecuteAsync(due.Id, cancellationToken))
                    settled++;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                logger.LogError(e, "Top-up {TopUpId} could not be settled; it is asked about again later", due.Id);
            }
        }

        return settled;
    }
}

[BackgroundTask(
    Title = "Ask about open payments",
    Description = "Credits what was paid although the payment provider's message did not arrive, and closes what nobody paid within a day.",
    Schedule = "*/2 * * * *", WakesTenant = false)]
[StoredName("Marketplace.Payments.SettleOpenTopUpsTask")]
internal sealed class SettleOpenTopUpsTask(SettleOpenTopUps settle) : IBackgroundTask
{
    public Task RunAsync(CancellationToken cancellationToken) => settle.ExecuteAsync(cancellationToken);
}

using Marketplace.Payments.Gateways;
using Marketplace.Payments.TopUps;

namespace Marketplace.Payments.Charging;

/// <summary>Asks the gateway about an open top-up that its customer watches, so that a lost webhook strands nobody.</summary>
internal sealed class RefreshTopUpCommand(TopUpRows rows, IPaymentGateway gateway, ApplyIntentCommand apply)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    /// <returns>The top-up as it is now, or null when this user has none with that intent.</returns>
    public async Task<TopUpRow?> ExecuteAsync(string paymentIntentId, string userId, CancellationToken cancellationToken)
    {
        var row = await rows.FindByIntentAsync(paymentIntentId, cancellationToken);
        if (row is null || row.UserId != userId)
            return null;
        if (row.Status is not TopUpStatus.Pending || !await rows.TakeTurnToAskAsync(row.Id, Pause, cancellationToken))
            return row;
        var asked = await gateway.GetIntentAsync(paymentIntentId, cancellationToken);
        if (asked.Value is null)
            return row;
        await apply.ExecuteAsync(asked.Value, cancellationToken);
        return await rows.FindAsync(row.Id, cancellationToken);
    }
}

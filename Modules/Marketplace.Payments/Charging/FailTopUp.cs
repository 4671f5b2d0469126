using Marketplace.Data;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.TopUps;

namespace Marketplace.Payments.Charging;

/// <summary>Closes an attempt that came to nothing.</summary>
internal sealed class FailTopUp(IDatabase database, TopUpRows rows, IOutbox outbox)
{
    /// <returns>False when it had ended before.</returns>
    public Task<bool> ExecuteAsync(
        TopUpRow row, string? paymentIntentId, string reason, DeclineKind decline, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db =>
            {
                if (!await rows.SetFailedAsync(db, row.Id, paymentIntentId, reason, decline, cancellationToken))
                    return false;
                await TopUpDays.ReleaseAsync(db, row.Id, cancellationToken);
                await outbox.WriteAsync(
                    db, new TopUpFailed(row.Id, row.UserId, row.Amount, paymentIntentId, reason, row.Reference), cancellationToken);
                return true;
            },
            cancellationToken);
}

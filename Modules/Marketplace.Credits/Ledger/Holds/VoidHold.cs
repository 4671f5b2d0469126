using Marketplace.Data;

namespace Marketplace.Credits.Ledger.Holds;

/// <summary>Gives a whole hold back: what it was for was not delivered.</summary>
internal sealed class VoidHold(ReleaseHold release, TimeProvider time)
{
    public async Task<VoidHoldResult> ExecuteAsync(UnitOfWork db, string holdId, CancellationToken cancellationToken)
    {
        var hold = await HoldRows.LockAsync(db, holdId, cancellationToken);
        switch (hold?.Status)
        {
            case null:
                return new VoidHoldResult.NotFound();
            case HoldStatus.Captured:
                return new VoidHoldResult.AlreadyCaptured();
            case HoldStatus.Open:
                await HoldRows.CloseAsync(db, holdId, HoldStatus.Voided, CreditAmount.Zero, time.GetUtcNow(), cancellationToken);
                await release.ExecuteAsync(db, hold, cancellationToken);
                break;
        }

        return new VoidHoldResult.Voided();
    }
}

using System.Diagnostics;
using Marketplace.Data;
using Marketplace.Payments.Reconciliation.Comparison;
using Marketplace.Payments.Reconciliation.Events;
using Marketplace.Payments.TopUps;

namespace Marketplace.Payments.Reconciliation.Differences;

/// <summary>Asks the gateway about the object of a difference, applies what it says, and compares both sides again.</summary>
internal sealed class ApplyDifference(
    IDatabase database, DifferenceRows rows, AskGateway ask, ITopUps topUps, ApplyTakenMoney taken, CompareRecord compare, IAudit audit)
{
    public async Task<ApplyDifferenceResult> ExecuteAsync(string id, CancellationToken cancellationToken)
    {
        if (await rows.FindAsync(id, cancellationToken) is not { State: DifferenceState.Open } difference)
            return ApplyDifferenceResult.Closed;
        // Before anything moves, which is the work of several transactions.
        await database.InTransactionAsync(
            db => audit.WriteAsync(
                db, DifferenceActs.Of(DifferenceActs.Applied, difference.ObjectId, difference.UserId), cancellationToken),
            cancellationToken);
        try
        {
            await ApplyAsync(difference, cancellationToken);
            if (await compare.ExecuteAsync(difference.Kind, difference.ObjectId, moved: null, cancellationToken) is { } found)
                await rows.RecordAsync(found, cancellationToken);
        }
        catch (GatewayAwayException)
        {
            return ApplyDifferenceResult.GatewayAway;
        }

        return await rows.FindAsync(id, cancellationToken) is { State: DifferenceState.Mended }
            ? ApplyDifferenceResult.Mended
            : ApplyDifferenceResult.StillDiffers;
    }

    private async Task ApplyAsync(Difference difference, CancellationToken cancellationToken)
    {
        switch (difference.Kind)
        {
            case ComparedKind.TopUp when await ask.IntentAsync(difference.ObjectId, cancellationToken) is { } intent:
                await topUps.ApplyAsync(intent, cancellationToken);
                break;
            case ComparedKind.Refund when await ask.RefundAsync(difference.ObjectId, cancellationToken) is { } refund:
                await taken.ExecuteAsync(refund, cancellationToken);
                break;
            case ComparedKind.Dispute when await ask.DisputeAsync(difference.ObjectId, cancellationToken) is { } dispute:
                await taken.ExecuteAsync(dispute, cancellationToken);
                break;
            case ComparedKind.TopUp or ComparedKind.Refund or ComparedKind.Dispute:
                // The gateway does not know it: nothing to apply.
                break;
            default:
                throw new UnreachableException();
        }
    }
}

internal enum ApplyDifferenceResult
{
    Mended,

    /// <summary>What the gateway says does not fit; nothing moved.</summary>
    StillDiffers,
    GatewayAway,

    /// <summary>It was closed before, or is none.</summary>
    Closed,
}

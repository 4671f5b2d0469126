using Marketplace.Data;
using Marketplace.Payments.Charging;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.MoneyBack;
using Marketplace.Payments.Clawback;
using Microsoft.Extensions.Logging;

namespace Marketplace.Payments.Refunds;

/// <summary>
/// Asks the gateway for a stored refund. An answer that was lost is looked for among the payment's refunds first: gateways repeat a stored
/// failure under the same key, even where the refund was made. Then it is asked for again, under the same key, and never under another.
/// </summary>
internal sealed class AskForRefund(
    IDatabase database, IPaymentGateway gateway, IRefunds refunds, StoreRefund store, TellOfRefund tell, ITenant tenant, TimeProvider time,
    ILogger<AskForRefund> logger)
{
    /// <summary>Longer than one question takes.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(2);

    /// <param name="row">Stored just now: nobody asked before.</param>
    public async Task<RefundResult> FirstAsync(RefundRow row, string paymentIntentId, CancellationToken cancellationToken)
    {
        var asked = await gateway.RefundAsync(Request(row, paymentIntentId), cancellationToken);
        if (asked.Value is { } made)
            return await ApplyAsync(row, made, cancellationToken);
        if (!asked.Error!.OutcomeUnknown)
            return await RefuseAsync(row, asked.Error.Code, isSeen: true, cancellationToken);
        var listed = await gateway.ListRefundsAsync(paymentIntentId, cancellationToken);
        return listed.Value is { } refundsMade && Find(row, refundsMade) is { } found
            ? await ApplyAsync(row, found, cancellationToken)
            : Unknown(row, asked.Error);
    }

    /// <summary>Carries on where an earlier question stopped; where another is under way, its answer is waited for.</summary>
    public async Task<RefundResult> AgainAsync(string refundId, CancellationToken cancellationToken)
    {
        var isTurn = await TakeTurnAsync(refundId, cancellationToken);
        var (row, intent) = await ReadAsync(refundId, cancellationToken);
        if (row is null)
            return new RefundResult.NotFound();
        if (!isTurn || row.Status is not RefundState.Asked)
            return Answer(row);
        var listed = await gateway.ListRefundsAsync(intent, cancellationToken);
        if (listed.Value is null)
            return Unknown(row, listed.Error!);
        if (Find(row, listed.Value) is { } found)
            return await ApplyAsync(row, found, cancellationToken);
        // Without the key the same request would be a second refund. The list is complete: this one was never made.
        if (time.GetUtcNow() - row.CreatedAt >= SettleTopUp.KeyIsKnown)
            return await RefuseAsync(row, GatewayError.NotAnswering, isSeen: false, cancellationToken);
        var asked = await gateway.RefundAsync(Request(row, intent), cancellationToken);
        if (asked.Value is { } made)
            return await ApplyAsync(row, made, cancellationToken);
        return asked.Error!.SaysNothing
            ? Unknown(row, asked.Error)
            : await RefuseAsync(row, asked.Error.Code, isSeen: false, cancellationToken);
    }

    private static GatewayRefund? Find(RefundRow row, IReadOnlyList<GatewayRefund> made) =>
        made.FirstOrDefault(x => RefundMetadata.RefundIdOf(x) == row.Id);

    private async Task<RefundResult> ApplyAsync(RefundRow row, GatewayRefund made, CancellationToken cancellationToken)
    {
        if (!await refunds.ApplyAsync(made, cancellationToken))
            throw new InvalidOperationException($"The gateway's refund {made.Id} does not fit refund {row.Id}.");
        return Answer((await ReadAsync(row.Id, cancellationToken)).Row!);
    }

    /// <param name="isSeen">Whoever asked for it is shown the answer.</param>
    private Task<RefundResult> RefuseAsync(RefundRow row, string failure, bool isSeen, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db =>
            {
                var topUp = await ClaimedTopUps.LockAsync(db, row.TopUpId, cancellationToken);
                var now = (await RefundRows.FindAsync(db, row.Id, cancellationToken))!;
                if (now.Status is not RefundState.Asked)
                    return Answer(now);
                await store.ReleaseAsync(db, now, cancellationToken);
                var refused = now with { Status = RefundState.Refused, Failure = failure, UpdatedAt = time.GetUtcNow() };
                await RefundRows.UpdateAsync(db, refused, cancellationToken);
                if (!isSeen)
                    await tell.RefusedAsync(db, topUp!, refused, cancellationToken);
                return new RefundResult.Refused(refused);
            },
            cancellationToken);

    private RefundResult.Unknown Unknown(RefundRow row, GatewayError error)
    {
        logger.LogWarning("Whether refund {RefundId} was made is not known ({Code}); it is asked for again", row.Id, error.Code);
        return new RefundResult.Unknown(row);
    }

    private static RefundResult Answer(RefundRow row) =>
        row.Status.MoneyIsGone ? new RefundResult.Made(row) : row.Status.IsOver
            ? new RefundResult.Refused(row)
            : new RefundResult.Unknown(row);

    private Task<bool> TakeTurnAsync(string refundId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.InTransactionAsync(
            db => RefundRows.TakeTurnToAskAsync(db, refundId, now, now - Pause, cancellationToken), cancellationToken);
    }

    private async Task<(RefundRow? Row, string PaymentIntentId)> ReadAsync(string refundId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var row = await RefundRows.FindAsync(db, refundId, cancellationToken);
        return (row, row is null ? "" : (await ClaimedTopUps.FindAsync(db, row.TopUpId, cancellationToken))!.PaymentIntentId!);
    }

    private CreateRefund Request(RefundRow row, string paymentIntentId) =>
        new(row.Id, paymentIntentId, row.AmountCents, RefundMetadata.Of(row, tenant)) { Reason = row.Reason };
}

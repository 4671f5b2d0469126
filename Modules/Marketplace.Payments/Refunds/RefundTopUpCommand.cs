using System.Diagnostics;
using System.Text.Json;
using Marketplace.Data;
using Marketplace.Payments.MoneyBack;
using Marketplace.Payments.Clawback;
using Marketplace.Payments.Gateways;

namespace Marketplace.Payments.Refunds;

/// <summary>
/// A refund by an operator: its row is stored first, under the lock of the top-up, so that refunds at once cannot exceed the payment; then
/// the gateway is asked, with the row's id as the key. Nobody refunds their own payment, and what the wallet does not cover waits for a
/// second person.
/// </summary>
internal sealed class RefundTopUpCommand(
    IDatabase database, AskForRefund ask, StoreRefund store, IApproval approval, TimeProvider time)
{
    public async Task<RefundResult> ExecuteAsync(RefundTopUp request, CancellationToken cancellationToken)
    {
        if (request.AmountCents <= 0)
            throw new ArgumentException("A refund is above zero.", nameof(request));
        if (await approval.FindAsync(RefundApproval.KindId, request.Id, cancellationToken) is { IsWaiting: true } waiting)
        {
            return waiting.Payload == PayloadOf(request)
                ? new RefundResult.Waiting(waiting.Id)
                : new RefundResult.KeyReused();
        }

        var (row, answer) = await database.InTransactionAsync(db => StoreAsync(db, request, cancellationToken), cancellationToken);
        return answer
            ?? (row!.IsNew
            ? await ask.FirstAsync(row.Refund, row.PaymentIntentId, cancellationToken)
            : await ask.AgainAsync(row.Refund.Id, cancellationToken));
    }

    private async Task<(StoredRefund? Row, RefundResult? Answer)> StoreAsync(
        UnitOfWork db, RefundTopUp request, CancellationToken cancellationToken)
    {
        if (await ClaimedTopUps.LockAsync(db, request.TopUpId, cancellationToken) is not { } topUp)
            return (null, new RefundResult.NotFound());
        if (await RefundRows.FindAsync(db, request.Id, cancellationToken) is { } stored)
            return Fits(stored, request) ? (new StoredRefund(stored, "", IsNew: false), null) : (null, new RefundResult.KeyReused());
        if (await approval.AreOnePersonAsync(request.OperatorId, topUp.UserId, cancellationToken))
            return (null, new RefundResult.OwnPayment());
        if (await StoreRefund.WhyNotAsync(db, topUp, request, cancellationToken) is { } refusal)
            return (null, refusal);
        var cover = await store.CoverAsync(db, topUp, request, cancellationToken);
        if (cover.Lacking.IsPositive)
            return (null, await AskAsync(db, topUp, request, cover.Lacking, cancellationToken));
        var row = await store.InsertAsync(db, topUp, request, cover, time.GetUtcNow(), cancellationToken);
        return (new StoredRefund(row, topUp.PaymentIntentId!, IsNew: true), null);
    }

    private async Task<RefundResult> AskAsync(
        UnitOfWork db, ClaimedTopUp topUp, RefundTopUp refund, CreditAmount debt, CancellationToken cancellationToken)
    {
        var what = StoredText.Of<RefundTopUpCommand>("Refund {0} of payment {1}", new Usd(refund.AmountCents), topUp.Id);
        var reason = refund.Note.Length > 0
            ? StoredText.Plain(refund.Note)
            : StoredText.Of<RefundTopUpCommand>(
                "Refund of a payment ({0})", StoredText.Of<RefundTopUpCommand>(RefundReasons.KeyOf(refund.Reason)));
        var request = new ApprovalRequest(RefundApproval.KindId, refund.Id, refund.OperatorId, what, reason)
        {
            Beneficiaries = [topUp.UserId],
            Amount = debt,
            After = StoredText.Of<RefundTopUpCommand>("The wallet lacks {0} for it", debt),
            Link = "~/admin/payments/" + topUp.Id,
            Payload = PayloadOf(refund),
        };
        return await approval.AskAsync(db, request, alone: null, cancellationToken) switch
        {
            ApprovalAsked.Waiting waiting => new RefundResult.Waiting(waiting.Id),
            ApprovalAsked.AlreadyWaiting waiting => new RefundResult.Waiting(waiting.Id),
            ApprovalAsked.OwnInterest => new RefundResult.OwnPayment(),
            ApprovalAsked.Alone => throw new InvalidOperationException("Nothing goes alone."),
            _ => throw new UnreachableException(),
        };
    }

    private static string PayloadOf(RefundTopUp refund) => JsonSerializer.Serialize(refund, TenantSettings.Json);

    private static bool Fits(RefundRow stored, RefundTopUp request) =>
        stored.TopUpId == request.TopUpId && stored.AmountCents == request.AmountCents && stored.Reason == request.Reason
            && stored.Note == request.Note
        && stored.RequestedBy == request.OperatorId;

    private sealed record StoredRefund(RefundRow Refund, string PaymentIntentId, bool IsNew);
}

using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Holds;
using Marketplace.Data;
using Marketplace.Payments.Charging;
using Marketplace.Payments.MoneyBack;
using Marketplace.Payments.Clawback;
using Marketplace.Payments.TopUps;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Refunds;

/// <summary>
/// What must hold of a refund when its row is stored, under the lock of the top-up: at once, or when a second person approved it. Its
/// credits are reserved with it, until the gateway's answer is known.
/// </summary>
internal sealed class StoreRefund(ILedger ledger, IAudit audit, IStringLocalizer<StoreRefund> text, TimeProvider time)
{
    /// <param name="topUp">Locked.</param>
    /// <returns>Null where it may be made.</returns>
    public static async Task<RefundResult?> WhyNotAsync(
        UnitOfWork db, ClaimedTopUp topUp, RefundTopUp request, CancellationToken cancellationToken)
    {
        if (topUp is not { Status: TopUpStatus.Succeeded, PaymentIntentId: not null })
            return new RefundResult.NotPaid();
        var left = await LeftToRefund.OfAsync(db, topUp, cancellationToken);
        if (left.IsDisputed)
            return new RefundResult.Disputed();
        return request.AmountCents > left.Cents ? new RefundResult.ExceedsLeft(left.Cents) : null;
    }

    /// <summary>
    /// Nobody changes the wallet until this transaction ends: of two refunds at once, the second sees what the first reserved.
    /// </summary>
    public async Task<RefundCover> CoverAsync(UnitOfWork db, ClaimedTopUp topUp, RefundTopUp request, CancellationToken cancellationToken)
    {
        var available = (await ledger.LockBalanceAsync(db, topUp.UserId, cancellationToken)).Available;
        return RefundCover.Of((await DueOfRefund.ReadAsync(db, topUp, request.AmountCents, cancellationToken)).Sum, available);
    }

    /// <summary>The row, and the credits reserved: all of them, or what the wallet has where two people agreed to the rest.</summary>
    /// <param name="askedAt">When the gateway was asked last; it is asked again after <see cref="AskForRefund.Pause"/>.</param>
    public async Task<RefundRow> InsertAsync(
        UnitOfWork db, ClaimedTopUp topUp, RefundTopUp request, RefundCover cover, DateTimeOffset askedAt,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var row = new RefundRow
        {
            Id = request.Id, TopUpId = topUp.Id, AmountCents = request.AmountCents, Status = RefundState.Asked, Reason = request.Reason,
            Note = request.Note, RequestedBy = request.OperatorId,
            HoldId = await HoldAsync(db, topUp, request, cover.Covered, now, cancellationToken), CreatedAt = now, UpdatedAt = now,
        };
        await RefundRows.InsertAsync(db, row, askedAt, cancellationToken);
        await audit.WriteAsync(db, RefundActs.Of(row, topUp.UserId), cancellationToken);
        return row;
    }

    /// <summary>The same credits that will be taken, so that none are reserved that end meanwhile.</summary>
    private async Task<string?> HoldAsync(
        UnitOfWork db, ClaimedTopUp topUp, RefundTopUp request, CreditAmount amount, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (!amount.IsPositive)
            return null;
        // A gateway that cannot be asked any more, because its keys are gone, locks nobody's credits up for good.
        var until = now + 2 * SettleTopUp.KeyIsKnown;
        var hold = new HoldRequest($"refund:{request.Id}:hold", topUp.UserId, amount, until, text["Refund"], request.Id)
        {
            DrawFirst = "topup:" + topUp.Id, IsDebit = false,
        };
        return await ledger.PlaceHoldAsync(db, hold, cancellationToken) is PlaceHoldResult.Placed placed
            ? placed.HoldId
            : throw new InvalidOperationException($"The wallet of {topUp.UserId} did not reserve what it has.");
    }

    /// <summary>The gateway has answered: what was reserved is taken, in this same transaction, or free again.</summary>
    public async Task ReleaseAsync(UnitOfWork db, RefundRow row, CancellationToken cancellationToken)
    {
        if (row is { HoldId: { } holdId, Status: RefundState.Asked }
            && await ledger.VoidHoldAsync(db, holdId, cancellationToken) is not VoidHoldResult.Voided)
        {
            throw new InvalidOperationException($"The hold {holdId} of refund {row.Id} is not one that can be released.");
        }
    }
}

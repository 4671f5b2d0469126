using System.Diagnostics;
using Marketplace.Credits.Accounts;
using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Credits.Ledger.Reversals;
using Marketplace.Data;

namespace Marketplace.Adjustments.Requests;

/// <summary>
/// An operator changes a customer's wallet, never their own: at once as long as their day's limit reaches, above it when a second person
/// agrees. The form's own id makes a form that is sent twice ask once.
/// </summary>
internal sealed class RequestAdjustment(
    IDatabase database,
    PostAdjustment post,
    ApprovalRule rule,
    IApproval approval,
    IAudit audit,
    AdjustmentTexts texts,
    ILedger ledger,
    OwnerNames owners,
    TimeProvider time)
{
    /// <param name="operatorId">Who asks.</param>
    /// <exception cref="ArgumentException">The request breaks its own rules: no reason, a grant of nothing, an id that is none.</exception>
    public async Task<AdjustmentResult> ExecuteAsync(string operatorId, AdjustmentRequest request, CancellationToken cancellationToken)
    {
        Check(request);
        if (!await owners.ExistsAsync(request.UserId, cancellationToken))
            return new AdjustmentResult.UnknownCustomer();
        return await database.InTransactionAsync(
            db => StoreAsync(db, operatorId, request, cancellationToken), result => result is not AdjustmentResult.Refused,
            cancellationToken);
    }

    private async Task<AdjustmentResult> StoreAsync(
        UnitOfWork db, string operatorId, AdjustmentRequest request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var row = RowOf(operatorId, request, now);
        // Of two copies of a form at once the second waits here for the first.
        if (!await AdjustmentRows.TryInsertAsync(db, row, cancellationToken))
            return Replay((await AdjustmentRows.FindAsync(db, request.Id, now, cancellationToken))!, operatorId, request);
        return await approval.AskAsync(db, await AskForAsync(row, cancellationToken), rule.Alone, cancellationToken) switch
        {
            ApprovalAsked.Alone => await PostAsync(db, row, cancellationToken),
            ApprovalAsked.Waiting => await WhyNotAsync(db, request, cancellationToken) ?? new AdjustmentResult.Waiting(row.Id),
            ApprovalAsked.OwnInterest => new AdjustmentResult.OwnWallet(),
            ApprovalAsked.AlreadyWaiting => throw new InvalidOperationException($"{row.Id} is new."),
            _ => throw new UnreachableException(),
        };
    }

    private async Task<AdjustmentResult> PostAsync(UnitOfWork db, Adjustment row, CancellationToken cancellationToken)
    {
        var result = await post.ExecuteAsync(db, row, approvedBy: null, cancellationToken);
        if (result is not AdjustmentResult.Posted posted)
            return result;
        await AdjustmentRows.PostedAloneAsync(db, row.Id, posted.TransactionId, cancellationToken);
        await audit.WriteAsync(db, AdjustmentActs.PostedBy(row, row.RequestedBy, texts.Describe(row)), cancellationToken);
        return posted;
    }

    private async Task<ApprovalRequest> AskForAsync(Adjustment row, CancellationToken cancellationToken)
    {
        var owner = (await owners.OfAsync([row.UserId], cancellationToken))[row.UserId];
        var available = (await ledger.GetBalanceAsync(row.UserId, cancellationToken)).Available;
        return new ApprovalRequest(
            AdjustmentApproval.KindId, row.Id, row.RequestedBy, AdjustmentTexts.WordsOf(row, owner), StoredText.Plain(row.Reason))
        {
            Beneficiaries = [row.UserId],
            Amount = row.Amount.Abs(),
            Before = AdjustmentTexts.Available(available),
            After = AdjustmentTexts.AvailableAfter(available, row.Amount),
            Link = "~/admin/credits/adjustments/" + row.Id,
        };
    }

    /// <summary>
    /// What is impossible now need not trouble anybody else; whether it is possible then is asked again when it is approved.
    /// </summary>
    private async Task<AdjustmentResult?> WhyNotAsync(UnitOfWork db, AdjustmentRequest request, CancellationToken cancellationToken)
    {
        if (request.CreditsExpireAt <= time.GetUtcNow())
            return new AdjustmentResult.ExpiryPassed();
        if (request.TransactionId is { } refunded)
        {
            if (await FindRefundable.ExecuteAsync(db, refunded, cancellationToken) is not { } paid || paid.UserId != request.UserId)
                return new AdjustmentResult.NotRefundable();
            return request.Amount > paid.Remaining ? new AdjustmentResult.ExceedsRemaining(paid.Remaining) : null;
        }

        var balance = await ledger.GetBalanceAsync(request.UserId, cancellationToken);
        return request.Amount.IsNegative && balance.Available < -request.Amount
            ? new AdjustmentResult.InsufficientBalance(balance.Available)
            : null;
    }

    private static AdjustmentResult Replay(Adjustment sent, string operatorId, AdjustmentRequest request)
    {
        if (sent.RequestedBy != operatorId || !sent.AsksFor(request))
            return new AdjustmentResult.AlreadySent(sent.Id);
        return sent.State switch
        {
            AdjustmentState.Posted => new AdjustmentResult.Posted(sent.Id, sent.TransactionId!),
            AdjustmentState.Waiting => new AdjustmentResult.Waiting(sent.Id),
            AdjustmentState.Rejected or AdjustmentState.Withdrawn or AdjustmentState.Expired =>
                new AdjustmentResult.AlreadyDecided(sent.State),
            _ => throw new UnreachableException(),
        };
    }

    private static Adjustment RowOf(string operatorId, AdjustmentRequest request, DateTimeOffset now) => new()
    {
        Id = request.Id,
        Kind = request.Kind,
        State = AdjustmentState.Waiting,
        UserId = request.UserId,
        Amount = request.Amount,
        Reason = request.Reason,
        LotKind = request.LotKind,
        CreditsExpireAt = request.CreditsExpireAt,
        RefundsId = request.TransactionId,
        RequestedBy = operatorId,
        RequestedAt = now,
        ExpiresAt = now + ApprovalRequest.Patience,
    };

    private static void Check(AdjustmentRequest request)
    {
        if (!PrefixedId.IsWellFormed(AdjustmentRequest.Prefix, request.Id))
            throw new ArgumentException("The id of an adjustment has another form.", nameof(request));
        if (string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Length > AdjustmentRequest.MaxReason)
            throw new ArgumentException("An adjustment needs a reason.", nameof(request));
        if (request.Amount == CreditAmount.Zero || request.Amount.Micros == long.MinValue)
            throw new ArgumentException("An adjustment needs an amount.", nameof(request));
        var rightKind = request.Kind switch
        {
            AdjustmentKind.Grant =>
                request is { Amount.IsPositive: true, LotKind: LotKind.Promotional or LotKind.Bonus or LotKind.Sponsored,
                    TransactionId: null },
            AdjustmentKind.Refund => request is { Amount.IsPositive: true, LotKind: null, TransactionId: not null, CreditsExpireAt: null },
            AdjustmentKind.Correction => request is { LotKind: null, TransactionId: null, CreditsExpireAt: null },
            _ => throw new UnreachableException(),
        };
        if (!rightKind)
            throw new ArgumentException($"A {request.Kind} has other facts.", nameof(request));
    }
}

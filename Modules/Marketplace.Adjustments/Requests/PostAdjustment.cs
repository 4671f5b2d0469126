using System.Diagnostics;
using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Credits.Ledger.Postings;
using Marketplace.Credits.Ledger.Reversals;
using Marketplace.Data;

namespace Marketplace.Adjustments.Requests;

/// <summary>Moves the money of an adjustment, once, under a key made from its id. The caller's transaction says who agreed to it.</summary>
internal sealed class PostAdjustment(ILedger ledger, TimeProvider time)
{
    /// <param name="approvedBy">The second person, where one was needed.</param>
    /// <returns><see cref="AdjustmentResult.Posted"/>, or a refusal; the caller rolls back then.</returns>
    public async Task<AdjustmentResult> ExecuteAsync(
        UnitOfWork db, Adjustment adjustment, string? approvedBy, CancellationToken cancellationToken)
    {
        if (adjustment.CreditsExpireAt <= time.GetUtcNow())
            return new AdjustmentResult.ExpiryPassed();
        if (adjustment.Kind == AdjustmentKind.Refund)
            return await RefundAsync(db, adjustment, approvedBy, cancellationToken);
        return await ledger.PostAsync(db, PostingOf(adjustment, approvedBy), cancellationToken) switch
        {
            PostResult.Posted posted => new AdjustmentResult.Posted(adjustment.Id, posted.TransactionId),
            PostResult.InsufficientBalance missing => new AdjustmentResult.InsufficientBalance(missing.Available),
            PostResult.BalanceTooLarge => new AdjustmentResult.BalanceTooLarge(),
            PostResult.KeyReused => throw new InvalidOperationException($"The key of {adjustment.Id} was used for something else."),
            _ => throw new UnreachableException(),
        };
    }

    private async Task<AdjustmentResult> RefundAsync(
        UnitOfWork db, Adjustment adjustment, string? approvedBy, CancellationToken cancellationToken)
    {
        if (await FindRefundable.ExecuteAsync(db, adjustment.RefundsId!, cancellationToken) is not { } paid
            || paid.UserId != adjustment.UserId)
            return new AdjustmentResult.NotRefundable();
        var reversal = new Reversal(
            KeyOf(adjustment), paid.TransactionId, adjustment.Amount, TransactionType.Refund, Describe(adjustment),
            Facts(adjustment, approvedBy));
        return await ledger.ReverseAsync(db, reversal, cancellationToken) switch
        {
            ReverseResult.Reversed reversed => new AdjustmentResult.Posted(adjustment.Id, reversed.TransactionId),
            ReverseResult.ExceedsRemaining less => new AdjustmentResult.ExceedsRemaining(less.Remaining),
            ReverseResult.NotFound or ReverseResult.NotReversible => new AdjustmentResult.NotRefundable(),
            ReverseResult.OutOfRange => new AdjustmentResult.BalanceTooLarge(),
            ReverseResult.KeyReused => throw new InvalidOperationException($"The key of {adjustment.Id} was used for something else."),
            _ => throw new UnreachableException(),
        };
    }

    private static string KeyOf(Adjustment adjustment) => "adjustment:" + adjustment.Id;

    private static Posting PostingOf(Adjustment adjustment, string? approvedBy) => new(
        KeyOf(adjustment),
        TypeOf(adjustment),
        adjustment.UserId,
        adjustment.Amount,
        adjustment.Kind == AdjustmentKind.Grant ? SystemAccount.Promotions : SystemAccount.Adjustments,
        Describe(adjustment),
        Facts(adjustment, approvedBy))
    {
        Grant = adjustment.LotKind is { } lotKind ? new Grant(lotKind, adjustment.CreditsExpireAt) : null,
    };

    private static TransactionType TypeOf(Adjustment adjustment) => adjustment switch
    {
        { Kind: AdjustmentKind.Correction } => TransactionType.AdminAdjustment,
        { LotKind: LotKind.Sponsored } => TransactionType.Sponsorship,
        _ => TransactionType.Bonus,
    };

    private static string Describe(Adjustment adjustment) => adjustment switch
    {
        { Kind: AdjustmentKind.Correction } => "Adjustment: " + adjustment.Reason,
        { Kind: AdjustmentKind.Refund } => "Refund: " + adjustment.Reason,
        { LotKind: LotKind.Sponsored } => "Sponsorship: " + adjustment.Reason,
        { LotKind: LotKind.Promotional } => "Promotion: " + adjustment.Reason,
        _ => "Bonus: " + adjustment.Reason,
    };

    private static Dictionary<string, string> Facts(Adjustment adjustment, string? approvedBy)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["adjustment_id"] = adjustment.Id, ["reason"] = adjustment.Reason, ["requested_by"] = adjustment.RequestedBy,
        };
        if (approvedBy is not null)
            facts["approved_by"] = approvedBy;
        return facts;
    }
}

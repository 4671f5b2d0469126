using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Reversals;
using Marketplace.Data;

namespace Marketplace.Payments.Clawback;

/// <summary>
/// Makes the wallet agree with what is claimed of a top-up: takes for claims that came into force, gives back for those that lapsed. It
/// looks at all claims each time, under the lock of the top-up's row, so that order and repetition of what is heard make no difference.
/// </summary>
internal sealed class TakeBackCredits(ILedger ledger, TimeProvider time)
{
    /// <summary>A top-up is credited just now, in this transaction: what was claimed of it before is taken at once.</summary>
    public async Task CreditedAsync(
        UnitOfWork db, string topUpId, string transactionId, string? bonusTransactionId, CancellationToken cancellationToken)
    {
        await CreditedTopUp.StoreAsync(db, topUpId, transactionId, bonusTransactionId, cancellationToken);
        if ((await ClaimRows.ListAsync(db, topUpId, cancellationToken)).Count > 0)
            await ExecuteAsync(db, (await ClaimedTopUps.LockAsync(db, topUpId, cancellationToken))!, cancellationToken);
    }

    /// <param name="topUp">Locked.</param>
    public async Task<TakenBack> ExecuteAsync(UnitOfWork db, ClaimedTopUp topUp, CancellationToken cancellationToken)
    {
        if (await CreditedTopUp.FindAsync(db, topUp.Id, cancellationToken) is not { } credited)
            return TakenBack.Nothing;
        var claims = await ClaimRows.ListAsync(db, topUp.Id, cancellationToken);
        var bought = ByClaim(PlanTakings.Of(topUp.Amount, topUp.AmountCents, [.. claims.Select(x => x.OfBought)]));
        var bonus = ByClaim(PlanTakings.Of(topUp.Bonus, topUp.AmountCents, [.. claims.Select(x => x.OfBonus)]));
        foreach (var claim in claims.Where(x => bought.ContainsKey(x.Id) || bonus.ContainsKey(x.Id)))
        {
            var parts = (Bought: bought.GetValueOrDefault(claim.Id), Bonus: bonus.GetValueOrDefault(claim.Id));
            if (claim.Bought is null)
                await TakeAsync(db, topUp, credited, claim, parts.Bought, parts.Bonus, cancellationToken);
            else
                await RestoreAsync(db, topUp, claim, -parts.Bought, -parts.Bonus, cancellationToken);
        }

        return new TakenBack(Sum(bought.Values), Sum(bonus.Values));
    }

    private async Task TakeAsync(
        UnitOfWork db, ClaimedTopUp topUp, CreditedTopUp credited, ClaimRow claim, CreditAmount bought, CreditAmount bonus,
        CancellationToken cancellationToken)
    {
        var words = new ClaimWords(topUp, claim);
        var boughtId = await ReverseAsync(
            db, words.Reversal(claim.Key, credited.TransactionId, bought, words.TakenBought), cancellationToken);
        var bonusId = await ReverseAsync(
            db, words.Reversal($"{claim.Key}:bonus", credited.BonusTransactionId, bonus, words.TakenBonus), cancellationToken);
        await ClaimRows.StoreTakingAsync(
            db, claim.Id, topUp.Id, new Taking(bought, boughtId), new Taking(bonus, bonusId), time.GetUtcNow(), cancellationToken);
    }

    /// <summary>What is back already tells one restoration from the next: each has its own key.</summary>
    private async Task RestoreAsync(
        UnitOfWork db, ClaimedTopUp topUp, ClaimRow claim, CreditAmount bought, CreditAmount bonus, CancellationToken cancellationToken)
    {
        var words = new ClaimWords(topUp, claim);
        await ReverseAsync(
            db, words.Reversal(
                $"{claim.Key}:restored:{claim.BoughtRestored!.Value.Micros}", claim.BoughtTransactionId, bought, words.RestoredBought),
                cancellationToken);
        await ReverseAsync(
            db, words.Reversal(
                $"{claim.Key}:bonus:restored:{claim.BonusRestored!.Value.Micros}", claim.BonusTransactionId, bonus, words.RestoredBonus),
                cancellationToken);
        await ClaimRows.AddRestoredAsync(db, claim.Id, bought, bonus, cancellationToken);
    }

    private async Task<string?> ReverseAsync(UnitOfWork db, Reversal? reversal, CancellationToken cancellationToken)
    {
        if (reversal is null)
            return null;
        return await ledger.ReverseAsync(db, reversal, cancellationToken) is ReverseResult.Reversed reversed
            ? reversed.TransactionId
            : throw new InvalidOperationException($"The ledger refused {reversal.IdempotencyKey}.");
    }

    private static Dictionary<string, CreditAmount> ByClaim(IReadOnlyList<Movement> movements) =>
        movements.ToDictionary(x => x.ClaimId, x => x.Amount, StringComparer.Ordinal);

    private static CreditAmount Sum(IEnumerable<CreditAmount> amounts) => amounts.Aggregate(CreditAmount.Zero, (sum, x) => sum + x);
}

/// <summary>What moved just now; negative went back to the wallet.</summary>
internal sealed record TakenBack(CreditAmount Bought, CreditAmount Bonus)
{
    public static readonly TakenBack Nothing = new(CreditAmount.Zero, CreditAmount.Zero);
}

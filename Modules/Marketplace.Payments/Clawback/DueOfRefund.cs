using Marketplace.Data;

namespace Marketplace.Payments.Clawback;

/// <summary>
/// What will leave a customer's wallet for one more refund and for those that are asked for already: credits leave when the gateway has
/// answered, so until then the balance says nothing of them.
/// </summary>
internal static class DueOfRefund
{
    private const string Next = "";

    public static async Task<CreditAmount> ExecuteAsync(DbSession db, ClaimedTopUp topUp, long cents, CancellationToken cancellationToken)
    {
        var due = await OfAsync(db, topUp, cents, cancellationToken);
        foreach (var id in await ClaimRows.ListAskedTopUpsAsync(db, topUp.UserId, cancellationToken))
        {
            if (id != topUp.Id)
                due += await OfAsync(db, (await ClaimedTopUps.FindAsync(db, id, cancellationToken))!, cents: 0, cancellationToken);
        }

        return due;
    }

    private static async Task<CreditAmount> OfAsync(DbSession db, ClaimedTopUp topUp, long cents, CancellationToken cancellationToken)
    {
        var claims = await ClaimRows.ListAsync(db, topUp.Id, cancellationToken);
        var open = claims.Where(x => x.IsAsked).Select(x => x.Id).Append(Next).ToHashSet(StringComparer.Ordinal);
        return Sum(topUp.Amount, claims.Select(x => x.OfBought)) + Sum(topUp.Bonus, claims.Select(x => x.OfBonus));

        CreditAmount Sum(CreditAmount whole, IEnumerable<Claim> known)
        {
            var all = known.Select(x => open.Contains(x.Id) ? x with { InForce = true } : x)
                .Append(new Claim(Next, cents, InForce: true, Taken: null)).ToList();
            return PlanTakings.Of(whole, topUp.AmountCents, all).Where(x => open.Contains(x.ClaimId))
                .Aggregate(CreditAmount.Zero, (sum, x) => sum + x.Amount);
        }
    }
}

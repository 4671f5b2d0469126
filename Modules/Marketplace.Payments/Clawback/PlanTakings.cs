namespace Marketplace.Payments.Clawback;

/// <summary>
/// What must move so that the wallet has given the share of all claims in force together, and never more than the whole. Shares are taken
/// as differences of sums, so that claims for all the cents take all the credits to the last millionth. A claim that lapsed gives back what
/// the others do not cover: a dispute that is won after its payment was refunded brings back nothing of what was refunded.
/// </summary>
internal static class PlanTakings
{
    /// <param name="whole">The credits that <paramref name="paidCents"/> paid for.</param>
    /// <param name="claims">In the order in which they came.</param>
    public static IReadOnlyList<Movement> Of(CreditAmount whole, long paidCents, IReadOnlyList<Claim> claims)
    {
        var taken = Sum(claims.Select(x => x.Taken ?? CreditAmount.Zero));
        var due = ShareOf(whole, claims.Where(x => x.InForce).Sum(x => x.Cents), paidCents);
        return [.. GiveBack(claims, taken - due), .. Take(whole, paidCents, claims, taken)];
    }

    /// <summary>Rounded down, in favour of the customer; all for all.</summary>
    public static CreditAmount ShareOf(CreditAmount whole, long cents, long paidCents) =>
        new(checked((long)((Int128)whole.Micros * Math.Min(cents, paidCents) / paidCents)));

    private static IEnumerable<Movement> GiveBack(IReadOnlyList<Claim> claims, CreditAmount tooMuch)
    {
        foreach (var claim in claims.Where(x => !x.InForce && x.Taken is { IsPositive: true }).Reverse())
        {
            var part = tooMuch < claim.Taken!.Value ? tooMuch : claim.Taken.Value;
            if (!part.IsPositive)
                yield break;
            tooMuch -= part;
            yield return new Movement(claim.Id, -part);
        }
    }

    /// <summary>A claim is taken for once; where others cover it already it takes nothing.</summary>
    private static IEnumerable<Movement> Take(CreditAmount whole, long paidCents, IReadOnlyList<Claim> claims, CreditAmount taken)
    {
        var cents = claims.Where(x => x is { InForce: true, Taken: not null }).Sum(x => x.Cents);
        foreach (var claim in claims.Where(x => x is { InForce: true, Taken: null }))
        {
            cents += claim.Cents;
            var due = ShareOf(whole, cents, paidCents);
            var part = due > taken ? due - taken : CreditAmount.Zero;
            taken += part;
            yield return new Movement(claim.Id, part);
        }
    }

    private static CreditAmount Sum(IEnumerable<CreditAmount> amounts) => amounts.Aggregate(CreditAmount.Zero, (sum, x) => sum + x);
}

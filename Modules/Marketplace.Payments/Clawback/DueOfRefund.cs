using Marketplace.Data;

namespace Marketplace.Payments.Clawback;

/// <summary>What will leave a customer's wallet for one more refund of a payment.</summary>
/// <param name="Bought">Credits that were paid for.</param>
/// <param name="Bonus">Credits that came with them.</param>
internal sealed record DueOfRefund(CreditAmount Bought, CreditAmount Bonus)
{
    private const string Next = "";

    public CreditAmount Sum => Bought + Bonus;

    /// <param name="cents">Of the refund, above zero.</param>
    public static async Task<DueOfRefund> ReadAsync(DbSession db, ClaimedTopUp topUp, long cents, CancellationToken cancellationToken)
    {
        var claims = await ClaimRows.ListAsync(db, topUp.Id, cancellationToken);
        return new DueOfRefund(
            Of(topUp.Amount, claims.Select(x => x.OfBought)),
            Of(topUp.Bonus, claims.Select(x => x.OfBonus)));

        // Refunds that are asked for already come first, as they will when the gateway answers.
        CreditAmount Of(CreditAmount whole, IEnumerable<Claim> known)
        {
            var all = known.Zip(claims, (claim, row) => row.IsAsked ? claim with { InForce = true } : claim)
                .Append(new Claim(Next, cents, InForce: true, Taken: null)).ToList();
            return PlanTakings.Of(whole, topUp.AmountCents, all).Single(x => x.ClaimId == Next).Amount;
        }
    }
}

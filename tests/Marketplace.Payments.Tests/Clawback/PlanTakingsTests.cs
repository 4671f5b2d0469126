using Marketplace.Payments.Clawback;

namespace Marketplace.Payments.Tests.Clawback;

public sealed class PlanTakingsTests
{
    private static readonly CreditAmount Whole = new(100);

    [Fact, Trait("Acceptance", "S3-29")]
    public void Thirds_take_everything_together()
    {
        Assert.Equal([("a", 33L)], Plan(3, Fresh("a", 1)));
        Assert.Equal([("b", 33L)], Plan(3, Taken("a", 1, 33), Fresh("b", 1)));
        Assert.Equal([("c", 34L)], Plan(3, Taken("a", 1, 33), Taken("b", 1, 33), Fresh("c", 1)));
        Assert.Equal([("a", 33L), ("b", 33L), ("c", 34L)], Plan(3, Fresh("a", 1), Fresh("b", 1), Fresh("c", 1)));
    }

    [Fact]
    public void What_lapsed_comes_back_and_can_be_taken_again()
    {
        Assert.Equal([("b", -33L)], Plan(3, Taken("a", 1, 33), Lapsed("b", 1, 33)));
        Assert.Equal([("c", 67L)], Plan(3, Taken("a", 1, 33), Lapsed("b", 1, 0), Fresh("c", 2)));
        Assert.Equal([("a", -100L)], Plan(3, Lapsed("a", 3, 100)));
    }

    [Fact]
    public void A_refund_of_a_disputed_payment_takes_nothing_twice()
    {
        Assert.Equal([("refund", 0L)], Plan(10, Taken("dispute", 10, 100), Fresh("refund", 4)));
        Assert.Equal([("dispute", 60L)], Plan(10, Taken("refund", 4, 40), Fresh("dispute", 10)));
    }

    [Fact]
    public void A_dispute_that_is_won_brings_back_what_no_refund_covers_and_the_rest_when_that_refund_fails()
    {
        Assert.Equal([("dispute", -60L)], Plan(10, Lapsed("dispute", 10, 100), Taken("refund", 4, 0)));
        Assert.Equal([("dispute", -40L)], Plan(10, Lapsed("dispute", 10, 40), Lapsed("refund", 4, 0)));
        Assert.Empty(Plan(10, Lapsed("dispute", 10, 40), Taken("refund", 4, 0)));
    }

    [Fact]
    public void Claims_that_never_came_into_force_move_nothing() => Assert.Empty(Plan(10, Fresh("inquiry", 10) with { InForce = false }));

    [Fact]
    public void Nothing_to_take_back_is_taken_as_nothing() =>
        Assert.Equal([new Movement("a", CreditAmount.Zero)], PlanTakings.Of(CreditAmount.Zero, 10, [Fresh("a", 10)]));

    [Fact]
    public void The_largest_amounts_do_not_overflow() =>
        Assert.Equal(new CreditAmount(long.MaxValue), PlanTakings.ShareOf(new CreditAmount(long.MaxValue), 99_999_999, 99_999_999));

    private static Claim Fresh(string id, long cents) => new(id, cents, InForce: true, Taken: null);

    private static Claim Taken(string id, long cents, long micros) => new(id, cents, InForce: true, new CreditAmount(micros));

    private static Claim Lapsed(string id, long cents, long micros) => new(id, cents, InForce: false, new CreditAmount(micros));

    private static IEnumerable<(string, long)> Plan(long cents, params Claim[] claims) =>
        PlanTakings.Of(Whole, cents, claims).Select(x => (x.ClaimId, x.Amount.Micros));
}

using Marketplace.AutoTopUp.Attempts;
using Marketplace.AutoTopUp.Settings;

namespace Marketplace.AutoTopUp.Tests.Attempts;

public sealed class ChargePlanTests
{
    [Theory, Trait("Acceptance", "S0-24"), Trait("Acceptance", "S0-25")]
    [InlineData(999, 0, 2500)] // just below the threshold
    [InlineData(0, 500, 2500)] // S0-40
    [InlineData(0, 6000, 7500)] // D6: a $60 purchase takes three times $25
    [InlineData(3480, 10551, 10000)] // O26: $75 would leave less than the threshold
    [InlineData(3500, 6000, 5000)]
    [InlineData(4500, 6000, 2500)]
    [InlineData(4499, 6000, 5000)]
    [InlineData(5000, 0, 2500)] // asked for by hand: at least once
    [InlineData(800, 500, 2500)] // below the threshold, and affordable
    [InlineData(-4000, 0, 5000)] // debt is repaid first
    [InlineData(-4001, 0, 7500)]
    public void A_fixed_amount_is_bought_as_often_as_needed(long available, long required, long expected) =>
        Assert.Equal(expected, Choices(TopUpMode.Fixed, available, required)[0]);

    [Theory]
    [InlineData(900, 0, 4100)]
    [InlineData(900, 6000, 10100)] // the target is what is left after the purchase
    [InlineData(900, 500, 4600)]
    [InlineData(4900, 0, 500)] // no charge is less than the minimum
    [InlineData(-1000, 0, 6000)]
    public void A_target_is_filled_up_to(long available, long required, long expected) =>
        Assert.Equal(expected, Choices(TopUpMode.Target, available, required)[0]);

    [Theory]
    [InlineData(900, 0, 6000, 13100)] // 70 days of $60 a month are $140
    [InlineData(900, 0, 0, 500)] // nothing burns: up to the threshold, and no less than the minimum
    [InlineData(-900, 0, 0, 1900)]
    [InlineData(900, 20000, 6000, 33100)]
    [InlineData(0, 0, 1, 1000)]
    public void A_runway_covers_days_of_use(long available, long required, long burn, long expected) =>
        Assert.Equal(expected, Choices(TopUpMode.Runway, available, required, burn)[0]);

    [Theory]
    [InlineData("Fixed", 3480, 10551, 10000, 7500)]
    [InlineData("Fixed", 800, 500, 2500, null)] // once is both
    [InlineData("Fixed", 0, 6000, 7500, null)]
    [InlineData("Fixed", 3480, 0, 2500, null)] // no purchase, nothing to cover
    [InlineData("Target", 900, 6000, 10100, 5100)]
    [InlineData("Target", 900, 1000, 5100, 500)]
    [InlineData("Runway", 900, 20000, 33100, 19100)]
    public void Where_a_limit_forbids_all_of_it_the_least_that_covers_the_purchase_is_tried(
        string mode, long available, long required, long all, int? least) =>
        Assert.Equal(least is { } cents ? [all, cents] : [all], Choices(Enum.Parse<TopUpMode>(mode), available, required, 6000));

    [Theory]
    [InlineData("Runway", 900, 0, 10_000)] // planned: $139
    [InlineData("Runway", 900, 10_900, 10_000)] // the purchase is covered
    [InlineData("Runway", 900, 10_901, null)]
    [InlineData("Target", -9000, 0, 10_000)] // debt
    [InlineData("Target", -9000, 1001, null)]
    [InlineData("Fixed", -12_000, 0, 10_000)]
    [InlineData("Fixed", 0, 10_000, 10_000)] // $125 is too much, and $100 covers it
    [InlineData("Fixed", 0, 10_001, null)]
    public void What_one_charge_may_not_be_is_bought_as_far_as_it_may_unless_a_purchase_needs_it_all(
        string mode, long available, long required, int? expected) =>
        Assert.Equal(expected, First(Choices(Enum.Parse<TopUpMode>(mode), available, required, 6000, maximum: 10_000)));

    [Theory]
    [InlineData("Target", 499, null)]
    [InlineData("Target", 500, 500)]
    [InlineData("Runway", 499, null)]
    [InlineData("Fixed", 2499, null)]
    public void What_is_left_of_a_day_is_bought_where_it_is_a_charge_at_all(string mode, long left, int? expected) =>
        Assert.Equal(expected, First(Choices(Enum.Parse<TopUpMode>(mode), 0, 0, 6000, maximum: left)));

    [Theory]
    [InlineData(2500, 1000, 0, null)] // the operator allows less now than the customer chose
    [InlineData(2500, 6000, 0, 5000)] // as many times as fit
    [InlineData(2500, 6000, 5000, 5000)]
    [InlineData(2500, 6000, 5001, null)]
    public void A_fixed_amount_is_never_bought_in_part(long amount, long maximum, long required, int? expected) => Assert.Equal(
        expected,
        First(
            new ChargePlan(required == 0 ? -20_000 : 0, required, 0).ChoicesFor(
                Settings(TopUpMode.Fixed) with { AmountCents = amount }, 500, maximum)));

    private static IReadOnlyList<long> Choices(TopUpMode mode, long available, long required, long burn = 0, long maximum = 100_000) =>
        new ChargePlan(available, required, burn).ChoicesFor(Settings(mode), 500, maximum);

    private static long? First(IReadOnlyList<long> choices) => choices.Count > 0 ? choices[0] : null;

    private static CustomerSettings Settings(TopUpMode mode) => new()
    {
        UserId = "usr_ada", Enabled = true, Mode = mode, ThresholdCents = 1000, AmountCents = 2500, TargetCents = 5000, RunwayDays = 70,
    };
}

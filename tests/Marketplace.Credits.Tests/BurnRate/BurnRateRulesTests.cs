using Marketplace.Credits.BurnRate;
using Marketplace.Credits.Wallet;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.BurnRate;

/// <summary>The arithmetic of S0-42 to S0-46 and the advice of D7, each alone.</summary>
public sealed class BurnRateRulesTests
{
    [Theory]
    [Trait("Acceptance", "S0-43")]
    [Trait("Acceptance", "S0-45")]
    [InlineData(47.50, 23, 61L)]
    [InlineData(23, 23, 30L)]
    [InlineData(22.999999, 23, 29L)]
    [InlineData(0.766666, 23, 0L)]
    [InlineData(0.766667, 23, 1L)]
    [InlineData(0, 23, 0L)]
    [InlineData(-5, 23, 0L)]
    [InlineData(47.50, 0, null)]
    [InlineData(-5, 0, null)]
    [InlineData(9000000000000, 0.000001, long.MaxValue)]
    public void Whole_days_are_left(double balance, double monthly, long? days) =>
        Assert.Equal(days, Runway.Days(Amount((decimal)balance), Amount((decimal)monthly)));

    [Theory]
    [Trait("Acceptance", "S0-45")]
    [InlineData(23, 2, "0.77")]
    [InlineData(15, 2, "0.50")]
    [InlineData(5, 2, "0.17")]
    [InlineData(3, 2, "0.10")]
    [InlineData(0.15, 2, "0.00")]
    [InlineData(0.45, 2, "0.02")]
    [InlineData(0.75, 2, "0.02")]
    [InlineData(0.150001, 2, "0.01")]
    [InlineData(15, 0, "0.00")]
    [InlineData(45, 0, "2.00")]
    [InlineData(1, 6, "0.033333")]
    [InlineData(0, 2, "0.00")]
    public void A_day_is_a_thirtieth_rounded_half_to_even(double monthly, int decimals, string daily) =>
        Assert.Equal(daily, DailyCost.Of(Amount((decimal)monthly), decimals).ToString());

    [Theory]
    [Trait("Acceptance", "S0-44")]
    [InlineData(false, 24.50, false)]
    [InlineData(false, 10, false)]
    [InlineData(false, 9.999999, true)]
    [InlineData(false, -0.000001, true)]
    [InlineData(true, 9, false)]
    [InlineData(true, -100, false)]
    public void Auto_top_up_is_advised_only_while_it_is_off_and_the_projection_is_low(bool enabled, double projected, bool advised) =>
        Assert.Equal(advised, AutoTopUpAdvice.Applies(new AutoTopUpState(enabled, Amount(10), "x"), Amount((decimal)projected)));

    [Fact]
    [Trait("Acceptance", "S0-44")]
    public void Below_zero_is_advised_whatever_the_threshold() =>
        Assert.True(AutoTopUpAdvice.Applies(new AutoTopUpState(false, CreditAmount.Zero, "x"), Amount(-1)));

    [Theory]
    [InlineData(1, 1, 720)]
    [InlineData(7, 7 * 24, 30)]
    [InlineData(365, 365 * 24, 30)]
    [InlineData(15, 30 * 24, 15)]
    public void Other_periods_are_counted_for_thirty_days(double cost, int hours, double monthly) =>
        Assert.Equal(Amount((decimal)monthly), RecurringCost.PerMonth(Amount((decimal)cost), TimeSpan.FromHours(hours)));

    [Fact]
    public void A_converted_cost_is_rounded_once_to_a_millionth()
    {
        Assert.Equal("98.630137", RecurringCost.PerMonth(Amount(1200), TimeSpan.FromDays(365)).ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => RecurringCost.PerMonth(Amount(1), TimeSpan.Zero));
        Assert.Throws<OverflowException>(() => RecurringCost.PerMonth(new CreditAmount(long.MaxValue), TimeSpan.FromDays(1)));
    }

    [Fact]
    public void A_cost_is_never_negative()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RecurringCost("x", "X", Amount(-0.01m), "Running"));
        Assert.Equal(Amount(2), new RecurringCost("x", "X", Amount(2), "Running").MonthlyCost);
    }

    [Fact]
    public void A_long_tree_is_cut_and_nothing_is_lost()
    {
        var costs = Enumerable.Range(1, 30).Select(x => new RecurringCost($"dep_{x}", "VM", Amount(x), "Running")).ToList();
        var state = new AutoTopUpState(false, Amount(10), "Off");

        var cut = BurnRateView.Of(new BurnRateAnalysis(Amount(1), costs, state, []));
        Assert.Equal((10, 20, Amount(210)), (cut.Shown.Count, cut.More, cut.MoreCost));
        Assert.Equal("dep_30", cut.Shown[0].Id);

        var whole = BurnRateView.Of(new BurnRateAnalysis(Amount(1), costs[..11], state, []));
        Assert.Equal((11, 0, CreditAmount.Zero), (whole.Shown.Count, whole.More, whole.MoreCost));
    }
}

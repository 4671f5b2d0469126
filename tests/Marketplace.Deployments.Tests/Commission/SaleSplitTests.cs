using Marketplace.Deployments.Commission;

namespace Marketplace.Deployments.Tests.Commission;

public sealed class SaleSplitTests
{
    [Theory]
    [InlineData("5.00", "0.10", 2, "0.50", "4.50")]
    [InlineData("10.20", "0.10", 2, "1.02", "9.18")]
    [InlineData("0.05", "0.10", 2, "0.00", "0.05")]
    [InlineData("0.15", "0.10", 2, "0.02", "0.13")]
    [InlineData("0.25", "0.10", 2, "0.02", "0.23")]
    [InlineData("9.99", "0.333", 2, "3.33", "6.66")]
    [InlineData("0.000007", "0.10", 6, "0.000001", "0.000006")]
    [InlineData("5.00", "0", 2, "0.00", "5.00")]
    [InlineData("5.00", "1", 2, "5.00", "0.00")]
    [InlineData("9223372036854.77", "0.10", 2, "922337203685.48", "8301034833169.29")]
    [Trait("Acceptance", "S1-29")]
    public void The_commission_and_the_grid_payment_sum_up_to_the_price(
        string price, string rate, int decimals, string commission, string gridPayment)
    {
        var split = SaleSplit.Of(Amount(price), Number(rate), decimals);

        Assert.Equal(new SaleSplit(Amount(commission), Amount(gridPayment)), split);
        Assert.Equal(Amount(price), split.Commission + split.GridPayment);
    }

    [Theory, InlineData("-0.01"), InlineData("1.01")]
    public void A_rate_out_of_range_is_refused(string rate) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SaleSplit.Of(Amount("5.00"), Number(rate), 2));

    private static CreditAmount Amount(string text) => CreditAmount.FromDecimal(Number(text));

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}

namespace Marketplace.AutoTopUp.Tests;

public sealed class DollarsTests
{
    [Fact]
    public void Credits_of_another_unit_are_bought_exactly_or_not_at_all()
    {
        Assert.Equal(CreditAmount.FromDecimal(625), Dollars.ToCredits(2500, new CreditUnit { UsdValue = 0.04m }));
        Assert.Null(Dollars.ToCredits(100, new CreditUnit { UsdValue = 0.03m }));
        Assert.Equal(CreditAmount.FromDecimal(100), Dollars.ToCredits(300, new CreditUnit { UsdValue = 0.03m }));
        Assert.Null(Dollars.ToCredits(100, new CreditUnit { UsdValue = 0 }));
    }

    [Fact]
    public void What_somebody_has_is_rounded_down_and_what_something_costs_up()
    {
        var unit = new CreditUnit();
        Assert.Equal(999, Dollars.CentsOf(CreditAmount.FromDecimal(9.999999m), unit, up: false));
        Assert.Equal(1000, Dollars.CentsOf(CreditAmount.FromDecimal(9.990001m), unit, up: true));
        Assert.Equal(-1, Dollars.CentsOf(CreditAmount.FromDecimal(-0.000001m), unit, up: false));
    }
}

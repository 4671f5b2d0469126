using System.Text.Json;

namespace Marketplace.Abstractions.Tests.Money;

public sealed class UsdTests
{
    private static readonly CreditUnit FourCents = new() { UsdValue = 0.04m };
    private static readonly CreditUnit ThreeCents = new() { UsdValue = 0.03m };
    private static readonly CreditUnit Worthless = new() { UsdValue = 0 };

    [Theory]
    [InlineData(1_000_000, "$10,000.00", "$10,000", "10000.00")]
    [InlineData(750, "$7.50", "$7.50", "7.50")]
    [InlineData(0, "$0.00", "$0", "0.00")]
    [InlineData(-500, "-$5.00", "-$5", "-5.00")]
    public void One_text_for_people_one_for_choices_and_one_for_programs(long cents, string people, string choice, string program)
    {
        var usd = new Usd(cents);
        Assert.Equal((people, choice, program), (usd.Format(), usd.FormatShort(), usd.ToString()));
        Assert.Equal(program, JsonSerializer.Serialize(usd));
        Assert.Equal(usd, JsonSerializer.Deserialize<Usd>(program));
    }

    [Theory]
    [InlineData("5", 500)]
    [InlineData("5.000", 500)]
    [InlineData("100", 10_000)]
    [InlineData("1200.10", 120_010)]
    [InlineData("-0.01", -1)]
    public void Settings_of_before_are_read_however_many_zeros_they_have(string json, long cents) =>
        Assert.Equal(new Usd(cents), JsonSerializer.Deserialize<Usd>(json));

    [Theory]
    [InlineData("\"5.00\"")]
    [InlineData("5e2")]
    [InlineData("5.001")]
    [InlineData("92233720368547758.08")]
    [InlineData("true")]
    public void Anything_else_is_refused(string json) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Usd>(json));

    [Fact]
    public void Sums_are_checked()
    {
        Assert.Throws<OverflowException>(() => new Usd(long.MaxValue) + new Usd(1));
        Assert.Throws<OverflowException>(() => new Usd(long.MinValue) - new Usd(1));
        Assert.Throws<OverflowException>(() => new Usd(long.MaxValue) * 2);
        Assert.Throws<ArgumentException>(() => Usd.FromDecimal(1.005m));
    }

    [Fact]
    public void Credits_of_another_unit_are_bought_exactly_or_not_at_all()
    {
        Assert.Equal(CreditAmount.FromDecimal(625), FourCents.ToCredits(new Usd(2500)));
        Assert.Equal(new Usd(2500), FourCents.ToUsd(CreditAmount.FromDecimal(625)));
        Assert.Null(ThreeCents.ToCredits(new Usd(100)));
        Assert.Equal(CreditAmount.FromDecimal(100), ThreeCents.ToCredits(new Usd(300)));
        Assert.Null(ThreeCents.ToUsd(CreditAmount.FromDecimal(0.1m)));
        Assert.Null(Worthless.ToCredits(new Usd(100)));
        Assert.Null(Worthless.ToUsd(CreditAmount.FromDecimal(1)));
    }

    [Fact]
    public void What_somebody_has_is_rounded_down_and_what_something_costs_up()
    {
        var unit = new CreditUnit();
        Assert.Equal(new Usd(999), unit.AtLeast(CreditAmount.FromDecimal(9.999999m)));
        Assert.Equal(new Usd(1000), unit.AtMost(CreditAmount.FromDecimal(9.990001m)));
        Assert.Equal(new Usd(-1), unit.AtLeast(CreditAmount.FromDecimal(-0.000001m)));
        Assert.Equal(CreditAmount.FromDecimal(33.333333m), ThreeCents.WorthOf(new Usd(100)));
        Assert.Equal(CreditAmount.Zero, Worthless.WorthOf(new Usd(100)));
    }

    /// <summary>Whatever the unit is worth and however much there is, nobody's page breaks.</summary>
    [Theory]
    [InlineData("0.000001")]
    [InlineData("1")]
    [InlineData("1000000")]
    public void No_conversion_overflows(string value)
    {
        var unit = new CreditUnit { UsdValue = decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture) };
        foreach (var edge in (long[])[long.MaxValue, long.MinValue + 1])
        {
            Assert.NotEqual(Usd.Zero, unit.AtLeast(new CreditAmount(edge)));
            Assert.NotEqual(Usd.Zero, unit.AtMost(new CreditAmount(edge)));
            Assert.NotEqual(CreditAmount.Zero, unit.WorthOf(new Usd(edge)));
            _ = unit.ToCredits(new Usd(edge));
            _ = unit.ToUsd(new CreditAmount(edge));
        }
    }
}

using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Marketplace.Abstractions.Tests.Money;

/// <summary>The amount behaves as a whole number of millionths without limits would, or says that it overflows.</summary>
public sealed class CreditAmountArithmeticTests
{
    /// <summary>Small numbers, any numbers, and those at the ends of the range.</summary>
    private static readonly Gen<long> AnyMicros = Gen.OneOf(
        Gen.Choose(-2_000_000, 2_000_000).Select(x => (long)x),
        ArbMap.Default.GeneratorFor<long>(),
        Gen.Choose(0, 3).Select(x => long.MaxValue - x),
        Gen.Choose(0, 3).Select(x => long.MinValue + x));

    private static readonly Arbitrary<(long Left, long Right)> Pairs = AnyMicros.SelectMany(
        left => AnyMicros.Select(right => (left, right))).ToArbitrary();

    private static readonly Arbitrary<long> Amounts = AnyMicros.ToArbitrary();

    [Fact]
    public void Addition_is_exact_or_overflows() =>
        Check(x => new CreditAmount(x.Left) + new CreditAmount(x.Right), x => (BigInteger)x.Left + x.Right);

    [Fact]
    public void Subtraction_is_exact_or_overflows() =>
        Check(x => new CreditAmount(x.Left) - new CreditAmount(x.Right), x => (BigInteger)x.Left - x.Right);

    [Fact]
    public void Multiplication_is_exact_or_overflows() =>
        Check(x => new CreditAmount(x.Left) * x.Right, x => (BigInteger)x.Left * x.Right);

    [Fact]
    public void Negation_is_exact_or_overflows() =>
        Check(x => -new CreditAmount(x.Left), x => -(BigInteger)x.Left);

    [Fact]
    public void The_absolute_value_is_exact_or_overflows() =>
        Check(x => new CreditAmount(x.Left).Abs(), x => BigInteger.Abs(x.Left));

    [Fact]
    public void Decimals_go_there_and_back() =>
        Prop.ForAll(Amounts, micros => CreditAmount.FromDecimal(new CreditAmount(micros).ToDecimal()).Micros == micros)
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Order_is_that_of_the_millionths() =>
        Prop.ForAll(
            Pairs,
            x =>
            {
                var (left, right) = (new CreditAmount(x.Left), new CreditAmount(x.Right));
                return left.CompareTo(right) == x.Left.CompareTo(x.Right)
                    && (left < right) == (x.Left < x.Right) && (left <= right) == (x.Left <= x.Right)
                    && (left > right) == (x.Left > x.Right) && (left >= right) == (x.Left >= x.Right);
            }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("0.125", 2, "0.12")]
    [InlineData("0.135", 2, "0.14")]
    [InlineData("-0.125", 2, "-0.12")]
    [InlineData("2.5", 0, "2")]
    [InlineData("3.5", 0, "4")]
    [InlineData("0.000001", 6, "0.000001")]
    [InlineData("0.1250001", 2, null)]
    public void Rounding_goes_half_to_even(string credits, int decimals, string? expected)
    {
        var value = decimal.Parse(credits, System.Globalization.CultureInfo.InvariantCulture);
        if (expected is null)
            Assert.Throws<ArgumentException>(() => CreditAmount.FromDecimal(value));
        else
            Assert.Equal(
                decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture),
                CreditAmount.FromDecimal(value).Round(decimals).ToDecimal());
    }

    [Fact]
    public void What_is_missing_is_never_negative_and_never_more_than_there_can_be()
    {
        var most = new CreditAmount(long.MaxValue);
        Assert.Equal(new CreditAmount(3), CreditAmount.Missing(new CreditAmount(5), new CreditAmount(2)));
        Assert.Equal(CreditAmount.Zero, CreditAmount.Missing(new CreditAmount(2), new CreditAmount(5)));
        Assert.Equal(most, CreditAmount.Missing(most, new CreditAmount(-1)));
        Assert.Equal(most, CreditAmount.Missing(most, new CreditAmount(-long.MaxValue)));
    }

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(5_000_000, 0, true)]
    [InlineData(5_250_000, 2, true)]
    [InlineData(5_255_000, 2, false)]
    [InlineData(-5_250_000, 2, true)]
    [InlineData(1, 5, false)]
    [InlineData(1, 6, true)]
    [InlineData(long.MaxValue, 2, false)]
    public void An_amount_fits_into_a_number_of_decimals(long micros, int decimals, bool fits) =>
        Assert.Equal(fits, new CreditAmount(micros).FitsIn(decimals));

    [Fact]
    public void A_seventh_decimal_is_refused_however_far_behind_it_hides()
    {
        Assert.Throws<ArgumentException>(() => CreditAmount.FromDecimal(0.0000001m));
        Assert.Throws<ArgumentException>(() => CreditAmount.FromDecimal(1.0000000000000000000000000001m));
        Assert.Throws<OverflowException>(() => CreditAmount.FromDecimal(9_223_372_036_855m));
        Assert.Throws<OverflowException>(() => CreditAmount.FromDecimal(decimal.MaxValue));
    }

    private static void Check(Func<(long Left, long Right), CreditAmount> amount, Func<(long Left, long Right), BigInteger> reference) =>
        Prop.ForAll(
            Pairs,
            x =>
            {
                var expected = reference(x);
                try
                {
                    return amount(x).Micros == expected;
                }
                catch (OverflowException)
                {
                    return expected < long.MinValue || expected > long.MaxValue;
                }
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
}

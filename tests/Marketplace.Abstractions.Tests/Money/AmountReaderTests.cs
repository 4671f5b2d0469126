using Marketplace.Testing;

namespace Marketplace.Abstractions.Tests.Money;

public sealed class AmountReaderTests
{
    private static readonly CreditUnit Mana = new() { Symbol = "", Code = "mana", Decimals = 0 };
    private static readonly AmountReader Reader = new(new PlainText<AmountReader>());

    [Theory]
    [InlineData("7,5", 750)]
    [InlineData("$7.50", 750)]
    [InlineData("10000", 1_000_000)]
    public void Dollars_are_read_to_the_cent(string typed, long cents)
    {
        Assert.Null(Reader.ReadUsd(typed, AmountField.Dollars, out var usd));
        Assert.Equal(new Usd(cents), usd);
    }

    [Theory]
    [InlineData("", "Enter an amount, for example 25.00.")]
    [InlineData(
        "1,000",
        "This can be read in two ways. Write thousands without a separator and at most two decimals after one point or comma, for example "
        + "1000 or 25.00.")]
    [InlineData("1e3", "Use digits only, without spaces, signs or letters, for example 25.00.")]
    [InlineData("1.2345", "Use at most 2 decimals, for example 25.00.")]
    [InlineData("0,00", "Enter an amount above zero, for example 25.00.")]
    [InlineData("9999999999999", "This is too large. Enter at most 9,223,372,036,854.775807.")]
    [InlineData("99999999999999", "This is too large.")]
    public void Every_refusal_says_what_to_type(string typed, string sentence)
    {
        Assert.Equal(sentence, Reader.ReadUsd(typed, AmountField.Dollars, out var usd));
        Assert.Equal(Usd.Zero, usd);
    }

    [Fact]
    public void A_field_takes_its_units_decimals()
    {
        Assert.Null(Reader.ReadCredits("5,00", AmountField.Of(new CreditUnit()), out var dollars));
        Assert.Equal(CreditAmount.FromDecimal(5), dollars);
        Assert.Null(Reader.ReadCredits("500", AmountField.Of(Mana), out var mana));
        Assert.Equal(CreditAmount.FromDecimal(500), mana);
        Assert.Equal("Enter a whole number without separators, for example 25.", Reader.ReadCredits("5,00", AmountField.Of(Mana), out _));
        Assert.Equal(
            "Write decimals after one point and thousands without a separator, for example 0.05 or 1000.",
            Reader.ReadCredits("5,00", AmountField.Exact(new CreditUnit()), out _));
        Assert.Null(Reader.ReadCredits("0.000001", AmountField.Exact(new CreditUnit()), out var smallest));
        Assert.Equal(new CreditAmount(1), smallest);
    }

    [Fact]
    public void Zero_is_read_where_it_means_something()
    {
        Assert.NotNull(Reader.ReadCredits("0", AmountField.Of(Mana), out _));
        Assert.Null(Reader.ReadCredits("0", AmountField.Of(Mana).OrZero(), out var amount));
        Assert.Equal(CreditAmount.Zero, amount);
    }

    [Fact]
    public void The_largest_amount_is_read_and_nothing_above_it()
    {
        Assert.Null(Reader.ReadCredits("9223372036854.775807", AmountField.Exact(new CreditUnit()), out var most));
        Assert.Equal(new CreditAmount(long.MaxValue), most);
        Assert.NotNull(Reader.ReadCredits("9223372036854.775808", AmountField.Exact(new CreditUnit()), out var none));
        Assert.Equal(CreditAmount.Zero, none);
    }

    [Theory]
    [InlineData("0", 0, true)]
    [InlineData("100", 100, true)]
    [InlineData("101", 0, false)]
    [InlineData("5.0", 0, false)]
    [InlineData("1,000", 0, false)]
    [InlineData("", 0, false)]
    [InlineData("-1", 0, false)]
    public void Counts_are_whole_numbers_within_their_bounds(string typed, int expected, bool isFine)
    {
        Assert.Equal(isFine, Reader.ReadWhole(typed, 0, 100, out var number) is null);
        Assert.Equal(expected, number);
    }

    [Fact]
    public void What_a_field_writes_it_reads_again()
    {
        foreach (var (unit, amount, text) in new[]
                 {
                     (new CreditUnit(), CreditAmount.FromDecimal(1234.5m), "1234.50"),
                     (Mana, CreditAmount.FromDecimal(1234), "1234"),
                     (new CreditUnit { Decimals = 6 }, CreditAmount.FromDecimal(0.05m), "0.05"),
                 })
        {
            Assert.Equal(text, AmountField.Of(unit).Write(amount));
            Assert.Null(Reader.ReadCredits(text, AmountField.Of(unit), out var read));
            Assert.Equal(amount, read);
        }
    }
}

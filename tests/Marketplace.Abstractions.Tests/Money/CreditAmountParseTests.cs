namespace Marketplace.Abstractions.Tests.Money;

public sealed class CreditAmountParseTests
{
    [Theory]
    [InlineData("5", 5_000_000)]
    [InlineData("5.00", 5_000_000)]
    [InlineData("0", 0)]
    [InlineData("0.000001", 1)]
    [InlineData("007.5", 7_500_000)]
    [InlineData("9223372036854.775807", long.MaxValue)]
    [Trait("Acceptance", "S0-52")]
    public void Plain_numbers_are_read_exactly(string text, long micros)
    {
        Assert.True(CreditAmount.TryParse(text, out var amount));
        Assert.Equal(new CreditAmount(micros), amount);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("-5")]
    [InlineData("+5")]
    [InlineData("5.")]
    [InlineData(".5")]
    [InlineData("5,00")]
    [InlineData("1,000.00")]
    [InlineData("0.0000001")]
    [InlineData("1e3")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("9223372036854.775808")]
    [InlineData("12345678901234567890")]
    [InlineData("5 ")]
    [InlineData(" 5")]
    [InlineData("5\n")]
    [InlineData("$5")]
    [InlineData("٥")]
    [InlineData("0x10")]
    [InlineData("5.0.0")]
    public void Anything_else_is_refused(string? text)
    {
        Assert.False(CreditAmount.TryParse(text, out var amount));
        Assert.Equal(CreditAmount.Zero, amount);
    }
}

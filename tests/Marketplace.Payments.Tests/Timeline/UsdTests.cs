namespace Marketplace.Payments.Tests;

public sealed class UsdTests
{
    [Theory]
    [InlineData("25", 2500)]
    [InlineData("25.5", 2550)]
    [InlineData("0.01", 1)]
    [InlineData("999999.99", 99_999_999)]
    public void Amounts_are_read_to_the_cent(string typed, long cents)
    {
        Assert.True(Usd.TryReadCents(typed, out var read));
        Assert.Equal(cents, read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("0.00")]
    [InlineData("-1")]
    [InlineData("1.005")]
    [InlineData("1,000")]
    [InlineData("1e3")]
    [InlineData("NaN")]
    [InlineData("1000000")]
    [InlineData("٣")]
    [InlineData("1\n")]
    public void Anything_else_is_refused(string? typed) => Assert.False(Usd.TryReadCents(typed, out _));
}

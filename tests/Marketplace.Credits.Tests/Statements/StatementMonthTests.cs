using Marketplace.Credits.Statements;

namespace Marketplace.Credits.Tests.Statements;

public sealed class StatementMonthTests
{
    [Theory]
    [InlineData("2026-11", 2026, 11)]
    [InlineData("0001-01", 1, 1)]
    [InlineData("9998-12", 9998, 12)]
    public void A_month_is_read(string text, int year, int month)
    {
        Assert.True(StatementMonth.TryParse(text, out var read));
        Assert.Equal(new StatementMonth(year, month), read);
        Assert.Equal(text, read.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2026")]
    [InlineData("2026-13")]
    [InlineData("2026-1")]
    [InlineData("2026-11-01")]
    [InlineData("9999-12")]
    [InlineData("../2026-11")]
    public void Anything_else_is_none(string? text) => Assert.False(StatementMonth.TryParse(text, out _));

    [Fact]
    public void It_begins_and_ends_at_midnight_UTC_whatever_its_length()
    {
        var february = new StatementMonth(2028, 2);
        Assert.Equal(new DateTimeOffset(2028, 2, 1, 0, 0, 0, TimeSpan.Zero), february.Begins);
        Assert.Equal(new DateTimeOffset(2028, 3, 1, 0, 0, 0, TimeSpan.Zero), february.Ends);
        Assert.Equal(new DateOnly(2028, 2, 29), february.LastDay);
        Assert.Equal(new StatementMonth(2028, 3), StatementMonth.Of(february.Ends));
        Assert.Equal(february, StatementMonth.Of(new DateTimeOffset(2028, 3, 1, 1, 30, 0, TimeSpan.FromHours(2))));
        Assert.Equal(new StatementMonth(2027, 12), february.AddMonths(-2));
        Assert.True(february.CompareTo(new StatementMonth(2027, 12)) > 0);
    }
}

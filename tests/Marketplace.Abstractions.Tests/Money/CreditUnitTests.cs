namespace Marketplace.Abstractions.Tests.Money;

public sealed class CreditUnitTests
{
    private static readonly CreditUnit Dollars = new();
    private static readonly CreditUnit Mana = new() { Name = "Mana", Symbol = "", Code = "mana", Decimals = 0 };

    [Theory]
    [InlineData(0, "$0.00")]
    [InlineData(25_000_000, "$25.00")]
    [InlineData(-5_000_000, "-$5.00")]
    [InlineData(1_234_560_000, "$1,234.56")]
    [InlineData(125_000, "$0.12")]
    [InlineData(135_000, "$0.14")]
    [InlineData(-1, "$0.00")]
    public void A_symbol_stands_before_the_amount(long micros, string text) => Assert.Equal(text, Dollars.Format(new CreditAmount(micros)));

    [Theory]
    [InlineData(12_000_000, "12 mana")]
    [InlineData(-12_000_000, "-12 mana")]
    [InlineData(1_500_000_000, "1,500 mana")]
    public void A_code_follows_where_there_is_no_symbol(long micros, string text) =>
        Assert.Equal(text, Mana.Format(new CreditAmount(micros)));

    [Fact]
    public void The_language_of_the_process_changes_nothing()
    {
        var before = Thread.CurrentThread.CurrentCulture;
        try
        {
            Thread.CurrentThread.CurrentCulture = new System.Globalization.CultureInfo("de-DE");
            Assert.Equal("$1,234.50", Dollars.Format(new CreditAmount(1_234_500_000)));
            Assert.Equal("1234.50", new CreditAmount(1_234_500_000).ToString());
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }
}

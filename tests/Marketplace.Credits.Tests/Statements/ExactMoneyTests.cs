using Marketplace.Credits.Statements;

namespace Marketplace.Credits.Tests.Statements;

public sealed class ExactMoneyTests
{
    [Theory]
    [InlineData("25", "$25.00", "+$25.00")]
    [InlineData("-0.5", "-$0.50", "-$0.50")]
    [InlineData("0", "$0.00", "$0.00")]
    [InlineData("0.000001", "$0.000001", "+$0.000001")]
    [InlineData("-1234.5670", "-$1,234.567", "-$1,234.567")]
    [InlineData("1.100001", "$1.100001", "+$1.100001")]
    public void Nothing_is_rounded_away(string amount, string text, string signed)
    {
        var money = new ExactMoney(new CreditUnit());
        var value = CreditAmount.FromDecimal(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal((text, signed), (money.Format(value), money.Signed(value)));
    }

    [Fact]
    public void Whole_units_stay_whole() =>
        Assert.Equal(
            "1,250 mana",
            new ExactMoney(new CreditUnit { Symbol = "", Code = "mana", Decimals = 0 }).Format(CreditAmount.FromDecimal(1250)));
}

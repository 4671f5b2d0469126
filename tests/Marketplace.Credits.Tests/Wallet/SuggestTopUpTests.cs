using Marketplace.Credits.Wallet;

namespace Marketplace.Credits.Tests.Wallet;

public sealed class SuggestTopUpTests
{
    [Theory]
    [InlineData("0.000001", "10")]
    [InlineData("5", "10")]
    [InlineData("10", "10")]
    [InlineData("10.01", "25")]
    [InlineData("25.5", "50")]
    [InlineData("50", "50")]
    [InlineData("50.01", "51")]
    [InlineData("1234.5", "1235")]
    [InlineData("9223372036854.5", "9223372036854.5")]
    public void The_smallest_choice_that_covers_the_shortfall_is_suggested(string missing, string suggested) =>
        Assert.Equal(Read(suggested), new SuggestTopUp(new CreditUnit()).For(Read(missing)));

    [Theory]
    [InlineData("7", "250")]
    [InlineData("251", "625")]
    [InlineData("1251", "1251")]
    public void Choices_follow_the_value_of_the_unit(string missing, string suggested) =>
        Assert.Equal(Read(suggested), new SuggestTopUp(new CreditUnit { UsdValue = 0.04m }).For(Read(missing)));

    private static CreditAmount Read(string credits) =>
        CreditAmount.FromDecimal(decimal.Parse(credits, System.Globalization.CultureInfo.InvariantCulture));
}

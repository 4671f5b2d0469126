using Marketplace.StripeSandbox.Cards;
using Marketplace.StripeSandbox.Protocol;

namespace Marketplace.Stripe.Tests.Sandbox;

public sealed class CardDataTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 31, 23, 59, 59, TimeSpan.Zero);

    [Theory]
    [InlineData("4242 4242 4242 4242", "12", "34", "123", null)]
    [InlineData("4242424242424242", "3", "2026", null, null)]
    [InlineData("378282246310005", "03", "26", "1234", null)]
    [InlineData("4242424242424241", "12", "34", "123", "incorrect_number")]
    [InlineData("4242", "12", "34", "123", "incorrect_number")]
    [InlineData("4242424242424242", "13", "34", "123", "invalid_expiry_month")]
    [InlineData("4242424242424242", "0", "34", "123", "invalid_expiry_month")]
    [InlineData("4242424242424242", "2", "26", "123", "invalid_expiry_year")]
    [InlineData("4242424242424242", "12", "2025", "123", "invalid_expiry_year")]
    [InlineData("4242424242424242", "12", "2099", "123", "invalid_expiry_year")]
    [InlineData("4242424242424242", "12", "34", "12", "invalid_cvc")]
    [InlineData("4242424242424242", "12", "34", "abc", "invalid_cvc")]
    [InlineData("4111111111111111", "12", "34", "123", "card_declined")]
    public void Cards_are_checked_before_any_bank_is_asked(string number, string month, string year, string? cvc, string? code)
    {
        var parameters = new SandboxParameters(
            new Dictionary<string, string?> { ["number"] = number, ["exp_month"] = month, ["exp_year"] = year, ["cvc"] = cvc }
                .Where(x => x.Value is not null).Select(x => KeyValuePair.Create(x.Key, x.Value!)));
        if (code is null)
            Assert.InRange(CardData.Read(parameters, Now).ExpYear, 2026, 2034);
        else
            Assert.Equal(
                code, Assert.Throws<StripeFault>(() => CardData.Read(parameters, Now)).ToAnswer().Body["error"]!["code"]!.ToString());
    }

    [Fact]
    public void Every_test_card_has_a_number_that_checks_out() =>
        Assert.All(TestCards.All, x => Assert.True(CardData.PassesLuhn(x.Number), x.Number));
}

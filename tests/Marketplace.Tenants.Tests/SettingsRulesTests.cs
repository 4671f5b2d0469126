using Marketplace.Tenants.Settings;
using Marketplace.Testing;

namespace Marketplace.Tenants.Tests;

public sealed class SettingsRulesTests
{
    private static readonly SettingsInput Good = new()
    { Theme = "Canopy", AdminTheme = "Console", Icon = "hexagon-half", UnitDecimals = "2", UnitUsdValue = "1" };

    [Theory]
    [InlineData("https://shop.example", true)]
    [InlineData("http://localhost:5000/shop", true)]
    [InlineData("", true)]
    [InlineData("shop.example", false)]
    [InlineData("ftp://shop.example", false)]
    [InlineData("https://shop.example?x=1", false)]
    [InlineData("https://user@shop.example", false)]
    [InlineData("javascript:alert(1)", false)]
    public void An_address_is_one_of_a_site(string address, bool valid) =>
        Assert.Equal(valid ? null : "BaseUrl", ErrorOf(Good with { BaseUrl = address }));

    [Theory]
    [InlineData("0.04", true)]
    [InlineData("0.000001", true)]
    [InlineData("1000000", true)]
    [InlineData("0", false)]
    [InlineData("-1", false)]
    [InlineData("0.0000001", false)]
    [InlineData("1000001", false)]
    [InlineData("0,05", false)]
    [InlineData("1e3", false)]
    [InlineData("", false)]
    public void A_credit_is_worth_something(string value, bool valid) =>
        Assert.Equal(valid ? null : "UnitUsdValue", UnitErrorOf(Good with { UnitUsdValue = value }));

    [Theory]
    [InlineData("0", true)]
    [InlineData("6", true)]
    [InlineData("7", false)]
    [InlineData("2,0", false)]
    [InlineData("0x2", false)]
    [InlineData("+2", false)]
    [InlineData("", false)]
    public void A_unit_has_up_to_six_decimals(string value, bool valid) =>
        Assert.Equal(valid ? null : "UnitDecimals", UnitErrorOf(Good with { UnitDecimals = value }));

    [Fact]
    public void Themes_and_icons_exist()
    {
        Assert.Equal("Theme", ErrorOf(Good with { Theme = "Console" }));
        Assert.Equal("AdminTheme", ErrorOf(Good with { AdminTheme = "Canopy" }));
        Assert.Equal("Icon", ErrorOf(Good with { Icon = "no-such-icon" }));
    }

    private static string? UnitErrorOf(SettingsInput input) =>
        SettingsRules.ReadUnit(input, new AmountReader(new PlainText<AmountReader>()), out _, out _).Select(x => x.Property)
            .SingleOrDefault();

    private static string? ErrorOf(SettingsInput input) =>
        SettingsRules.Check(input, ["Canopy"], ["Console"]).Select(x => x.Property).SingleOrDefault();
}
